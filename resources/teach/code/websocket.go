// WebSocket: one connection, frames both ways.
package main

import (
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

	"github.com/gorilla/websocket"
)

// Its check of Origin stands: pages of other sites get 403.
var upgrader = websocket.Upgrader{}

// GET /ws
func serve(w http.ResponseWriter, r *http.Request) {
	after, err := cursor(r.URL.Query().Get("after"))
	if err != nil {
		http.Error(w, "after is not an id", http.StatusBadRequest)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer conn.Close()
	left := make(chan struct{})
	go receive(conn, left)
	silence := time.NewTicker(30 * time.Second)
	defer silence.Stop()
	for {
		news, changed := since(after)
		if err := send(conn, news); err != nil {
			return
		}
		after = news.Last
		select {
		case <-changed:
		case <-silence.C:
			soon := time.Now().Add(10 * time.Second)
			conn.WriteControl(websocket.PingMessage, nil, soon)
		case <-left:
			return
		}
	}
}

// Only serve's goroutine sends: gorilla allows one writer at a time.
func send(conn *websocket.Conn, news answer) error {
	// A client that does not read must not hold this up for ever.
	conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
	if news.Restarted {
		conn.WriteJSON(map[string]bool{"restarted": true})
	}
	if news.Missed > 0 {
		conn.WriteJSON(map[string]int64{"missed": news.Missed})
	}
	for _, m := range news.Messages {
		if err := conn.WriteJSON(m); err != nil {
			return err
		}
	}
	return nil
}

// Reads until the client leaves, or has not answered two pings.
func receive(conn *websocket.Conn, left chan struct{}) {
	defer close(left)
	conn.SetReadLimit(1 << 20)
	wait := func(string) error {
		return conn.SetReadDeadline(time.Now().Add(75 * time.Second))
	}
	conn.SetPongHandler(wait)
	for wait("") == nil {
		_, data, err := conn.ReadMessage()
		if err != nil || !utf8.Valid(data) {
			return
		}
		publish(string(data))
	}
}

func main() {
	// ":8090" would be every address of this machine, not this machine alone.
	listen := flag.String("listen", "127.0.0.1:8090", "address and port")
	flag.Parse()
	http.HandleFunc("/ws", serve)
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
