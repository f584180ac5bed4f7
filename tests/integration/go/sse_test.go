package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// The client leaves after its first event, as from the brief's server.
func TestItStopsWhenTheClientHasLeft(t *testing.T) {
	told := make(chan time.Time)
	returned := make(chan time.Time)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		go func() { <-r.Context().Done(); told <- time.Now() }()
		events(w, r)
		returned <- time.Now()
	}))
	defer server.Close()
	publish("first")
	client, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(client, "GET /events?after=0 HTTP/1.1\r\nHost: h\r\n\r\n")
	for reader := bufio.NewScanner(client); reader.Scan() && reader.Text() != "id: 1"; {
	}
	client.Close()
	ranOn := -(<-told).Sub(<-returned).Seconds()
	fmt.Printf("outcome gone-client-ours {\"counts\":{\"returned_at_once\":%t},\"figures\":{\"ran_on_s\":%.1f}}\n",
		ranOn < 1, ranOn)
}
