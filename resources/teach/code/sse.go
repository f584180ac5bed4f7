// Server-Sent Events: one response that does not end, an event a message.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

// GET /events
func events(w http.ResponseWriter, r *http.Request) {
	from := r.Header.Get("Last-Event-ID") // sent by a browser that comes back
	if from == "" {
		from = r.URL.Query().Get("after")
	}
	after, err := cursor(from)
	flusher, canFlush := w.(http.Flusher)
	if err != nil || !canFlush {
		http.Error(w, "no stream from there", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, "retry: 2000\n\n")
	silence := time.NewTicker(15 * time.Second)
	defer silence.Stop()
	for {
		news, changed := since(after)
		if news.Restarted {
			fmt.Fprintf(w, "event: restarted\ndata: {\"restarted\":true}\n\n")
		}
		if news.Missed > 0 {
			fmt.Fprintf(w, "event: missed\ndata: {\"missed\":%d}\n\n", news.Missed)
		}
		for _, m := range news.Messages {
			data, _ := json.Marshal(m) // on one line: a line end would end the field
			fmt.Fprintf(w, "id: %d\ndata: %s\n\n", m.ID, data)
		}
		if len(news.Messages) == 0 {
			// At first, for a browser that has no id yet; and in a silence, or a
			// proxy takes the connection for dead.
			fmt.Fprintf(w, ": no message\nid: %d\n\n", news.Last)
		}
		after = news.Last
		flusher.Flush() // or it waits until 4 KiB have gathered
		select {
		case <-changed:
		case <-silence.C:
		case <-r.Context().Done():
			return // the client has left
		}
	}
}

func main() {
	// ":8090" would be every address of this machine, not this machine alone.
	listen := flag.String("listen", "127.0.0.1:8090", "address and port")
	flag.Parse()
	http.HandleFunc("/events", events)
	http.HandleFunc("/messages", post)
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "Paste the client into this page's console (F12).", 404)
	})
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err) // the port is taken: say so
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	server := http.Server{ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.Serve(listener))
}

type message struct {
	ID   int64  `json:"id"`
	T    int64  `json:"t"` // Unix time in microseconds
	Data string `json:"data"`
}

// What is newer than a cursor.
type answer struct {
	Messages  []message `json:"messages"`
	Last      int64     `json:"last"`                // the next cursor
	Missed    int64     `json:"missed,omitempty"`    // so many had left the log
	Restarted bool      `json:"restarted,omitempty"` // the ids began again at 1
}

const keep = 1000 // messages; without a limit the log fills the memory

var (
	mutex    sync.Mutex            // every request has a goroutine of its own
	messages []message             // a log, not a queue: reading takes nothing away
	last     int64                 // the newest id
	changed  = make(chan struct{}) // closed by the next message: wakes all who wait
)

func publish(data string) int64 {
	mutex.Lock()
	defer mutex.Unlock()
	last++
	messages = append(messages, message{last, time.Now().UnixMicro(), data})
	if len(messages) > keep {
		messages = messages[1:]
	}
	close(changed)
	changed = make(chan struct{})
	return last
}

func since(after int64) (answer, <-chan struct{}) {
	mutex.Lock()
	defer mutex.Unlock()
	news := answer{Last: last, Restarted: after > last}
	if news.Restarted {
		after = 0
	}
	gone := last - int64(len(messages)) // the newest id that has left the log
	if after < gone {
		news.Missed = gone - after
		after = gone
	}
	news.Messages = append([]message{}, messages[after-gone:]...)
	return news, changed
}

// An id, or "now".
func cursor(text string) (int64, error) {
	switch text {
	case "", "now":
		mutex.Lock()
		defer mutex.Unlock()
		return last, nil
	}
	id, err := strconv.ParseUint(text, 10, 63)
	return int64(id), err
}

// POST /messages publishes its body.
func post(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	origin := r.Header.Get("Origin") // where the page in the browser is from
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
	case err != nil:
		http.Error(w, "at most 1 MiB", http.StatusRequestEntityTooLarge)
	case origin != "" && origin != "http://"+r.Host:
		http.Error(w, "not from another site", http.StatusForbidden)
	case !utf8.Valid(body):
		http.Error(w, "only UTF-8", http.StatusUnsupportedMediaType)
	default:
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"id":%d}`, publish(string(body)))
	}
}
