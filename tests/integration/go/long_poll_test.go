package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// The same two clients and messages as for the brief's channel, on a log.
func TestALogHandsEachMessageToBothClients(t *testing.T) {
	const total = 20
	server := httptest.NewServer(http.HandlerFunc(longPoll))
	defer server.Close()
	received := make(chan int)
	for client := 0; client < 2; client++ {
		go func() {
			count := 0
			for cursor := int64(0); cursor < total; {
				response, err := http.Get(fmt.Sprintf("%s/long-poll?after=%d", server.URL, cursor))
				if err != nil {
					break
				}
				var news answer
				json.NewDecoder(response.Body).Decode(&news)
				response.Body.Close()
				count += len(news.Messages)
				cursor = news.Last
			}
			received <- count
		}()
	}
	for i := 0; i < total; i++ {
		publish(fmt.Sprint(i))
	}
	both := <-received
	if other := <-received; other < both {
		both = other
	}
	fmt.Printf("outcome one-log {\"counts\":{\"messages\":%d,\"reached_both\":%d}}\n", total, both)
}
