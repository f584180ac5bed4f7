package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counter counts what a handler writes: the brief's handler writes an event at a time.
type counter struct {
	http.ResponseWriter
	writes *atomic.Int32
}

func (c counter) Write(bytes []byte) (int, error) {
	c.writes.Add(1)
	return c.ResponseWriter.Write(bytes)
}

func (c counter) Flush() { c.ResponseWriter.(http.Flusher).Flush() }

func TestItGoesOnWritingAfterTheClientHasLeft(t *testing.T) {
	t.Parallel()
	var writes atomic.Int32
	told := make(chan int32, 1)
	var toldAt time.Time
	returned := make(chan time.Time, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		go func() {
			<-r.Context().Done()
			toldAt = time.Now()
			told <- writes.Load()
		}()
		sseHandler(counter{w, &writes}, r)
		returned <- time.Now()
	}))
	defer server.Close()
	client, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(client, "GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
	for reader := bufio.NewScanner(client); reader.Scan() && reader.Text() != "data: Message 0"; {
	}
	client.Close()
	before := <-told // net/http has noticed, and cancelled the request's context
	end := <-returned
	fmt.Printf("outcome gone-client {\"counts\":{\"written_before\":%d,\"written_after\":%d},\"figures\":{\"ran_on_s\":%.1f}}\n",
		before, writes.Load()-before, end.Sub(toldAt).Seconds())
}

// events reads a whole response and returns its data and its ids.
func events(t *testing.T, url string, lastEventID string, most int) (data []string, ids int) {
	request, _ := http.NewRequest("GET", url, nil)
	if lastEventID != "" {
		request.Header.Set("Last-Event-ID", lastEventID)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	for reader := bufio.NewScanner(response.Body); len(data) < most && reader.Scan(); {
		if text := reader.Text(); strings.HasPrefix(text, "data: ") {
			data = append(data, strings.TrimPrefix(text, "data: "))
		} else if strings.HasPrefix(text, "id:") {
			ids++
		}
	}
	return data, ids
}

func TestItBeginsAgainForAClientThatComesBack(t *testing.T) {
	t.Parallel()
	// Not closed: that would wait until the handler of a client that has left returns.
	server := httptest.NewServer(http.HandlerFunc(sseHandler))
	all, ids := events(t, server.URL, "", 100) // until the handler ends the stream
	again, _ := events(t, server.URL, "9", 1)
	fmt.Printf("outcome no-replay {\"counts\":{\"events\":%d,\"ids\":%d,\"begins_again\":%t}}\n",
		len(all), ids, again[0] == all[0])
}
