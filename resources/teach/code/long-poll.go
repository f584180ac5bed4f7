// Long polling: a request is held until there is a message for it.
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

// GET /long-poll?after=ID&timeout=SECONDS
func longPoll(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	after, err := cursor(query.Get("after"))
	seconds := 30
	if text := query.Get("timeout"); text != "" && err == nil {
		seconds, err = strconv.Atoi(text)
	}
	if err != nil || seconds < 0 || seconds > 120 {
		http.Error(w, "after or timeout is wrong", http.StatusBadRequest)
		return
	}
	w.Header().Set("Cache-Control", "no-store") // no old answer from a cache
	// time.After would keep its timer until it fires, however early the answer.
	timeout := time.NewTimer(time.Duration(seconds) * time.Second)
	defer timeout.Stop()
	// It asks for its first cursor.
	starting := query.Get("after") == "now" && seconds == 0
	for {
		news, changed := since(after)
		if len(news.Messages) > 0 || news.Restarted || starting {
			w.Header().Set("Content-Type", "application/json")
			json.NewEncoder(w).Encode(news)
			return
		}
		select {
		case <-changed: // read the log again: waking up takes nothing away
		case <-timeout.C:
			w.WriteHeader(http.StatusNoContent) // the client keeps its cursor
			return
		case <-r.Context().Done():
			return // the client has left
		}
	}
}

func main() {
	// ":8090" would be every address of this machine, not this machine alone.
	listen := flag.String("listen", "127.0.0.1:8090", "address and port")
	flag.Parse()
	http.HandleFunc("/long-poll", longPoll)
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
	case "":
		return 0, nil // everything that the log holds
	case "now":
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
