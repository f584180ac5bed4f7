// Not in the brief: what its fragment needs to be a program. The fragment goes below:
//
//	cat brief-long-poll-main.go brief-long-poll.go > program.go
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"time"
)

// The brief names this channel, but not what it carries nor who fills it.
var messageChan = make(chan map[string]string)

// POST /publish: its body goes to one long poll, and waits until there is one.
func publish(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err == nil {
		messageChan <- map[string]string{"msg": string(body)}
	}
}

func main() {
	http.HandleFunc("/messages", longPollHandler)
	http.HandleFunc("/publish", publish)
	log.Fatal(http.ListenAndServe("127.0.0.1:8090", nil))
}
