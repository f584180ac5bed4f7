package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// until waits for a condition; a test that waits in vain is ended by its time limit.
func until(condition func() bool) {
	for !condition() {
		time.Sleep(time.Millisecond)
	}
}

// waiting says how many goroutines stand still in `function`, in the state "select" or "chan send".
func waiting(function, state string) int {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	count := 0
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		head := strings.SplitN(stack, "\n", 2)[0]
		if strings.Contains(head, "["+state) && strings.Contains(stack, function) {
			count++
		}
	}
	return count
}

func held() int { return waiting(".longPollHandler(", "select") }

func text(i int) map[string]string { return map[string]string{"msg": fmt.Sprint(i)} }

// poll asks once and returns the message; "" for 204 and for a server that has closed.
func poll(url string) string {
	response, err := http.Get(url)
	if err != nil || response.StatusCode != http.StatusOK {
		return ""
	}
	defer response.Body.Close()
	var message map[string]string
	json.NewDecoder(response.Body).Decode(&message)
	return message["msg"]
}

func TestOneChannelHandsEachMessageToOneClient(t *testing.T) {
	const messages = 20
	messageChan = make(chan map[string]string)
	server := httptest.NewServer(http.HandlerFunc(longPollHandler))
	defer server.Close()
	type receipt struct{ client, text string }
	receipts := make(chan receipt)
	for _, client := range []string{"a", "b"} {
		go func(client string) {
			for {
				text := poll(server.URL)
				receipts <- receipt{client, text}
				if text == "end" {
					return
				}
			}
		}(client)
	}
	go func() {
		for i := 0; i < messages; i++ {
			until(func() bool { return held() == 2 }) // both ask, whenever a message comes
			messageChan <- text(i)
		}
		for i := 0; i < 2; i++ {
			messageChan <- map[string]string{"msg": "end"}
		}
	}()
	reached := map[string]map[string]bool{}
	for ends := 0; ends < 2; {
		r := <-receipts
		if r.text == "end" {
			ends++
			continue
		}
		if reached[r.text] == nil {
			reached[r.text] = map[string]bool{}
		}
		reached[r.text][r.client] = true
	}
	one, both := 0, 0
	for _, clients := range reached {
		if len(clients) == 1 {
			one++
		} else {
			both++
		}
	}
	fmt.Printf("outcome one-channel {\"counts\":{\"messages\":%d,\"reached_one\":%d,\"reached_both\":%d}}\n",
		messages, one, both)
}

func TestAClientThatHasLeftTakesAMessageWithIt(t *testing.T) {
	const rounds = 5
	messageChan = make(chan map[string]string)
	told := make(chan bool, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		go func() { <-r.Context().Done(); told <- true }()
		longPollHandler(w, r)
	}))
	defer server.Close()
	lost := 0
	for i := 0; i < rounds; i++ {
		leaving, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(leaving, "GET /messages HTTP/1.1\r\nHost: h\r\n\r\n")
		until(func() bool { return held() == 1 })
		leaving.Close()
		<-told // net/http knows that it has left
		answer := make(chan string)
		go func() { answer <- poll(server.URL) }()
		until(func() bool { return held() == 2 })
		messageChan <- text(2 * i)
		until(func() bool { return held() == 1 })
		messageChan <- text(2*i + 1)
		if <-answer != fmt.Sprint(2*i) {
			lost++
		}
		<-told // the answered request has ended
	}
	fmt.Printf("outcome taken-along {\"counts\":{\"messages\":%d,\"lost\":%d}}\n", rounds, lost)
}

func TestAMessageBetweenTwoPollsIsLostOrWaits(t *testing.T) {
	const rounds = 10
	messageChan = make(chan map[string]string)
	server := httptest.NewServer(http.HandlerFunc(longPollHandler))
	defer server.Close()
	lost, waited := 0, 0
	for i := 0; i < rounds; i++ {
		answer := make(chan string)
		go func() { answer <- poll(server.URL) }()
		until(func() bool { return held() == 1 })
		messageChan <- text(i)
		<-answer
		// A sender that does not wait.
		select {
		case messageChan <- text(i):
		default:
			lost++
		}
		// A sender that waits.
		sent := make(chan bool)
		go func() { sender(i); sent <- true }()
		until(func() bool { return waiting(".sender(", "chan send") == 1 })
		waited++
		poll(server.URL)
		<-sent
	}
	fmt.Printf("outcome between-polls {\"counts\":{\"messages\":%d,\"lost\":%d,\"waited\":%d}}\n", rounds, lost, waited)
}

func sender(i int) { messageChan <- text(i) }

func TestTimeAfterKeepsItsTimer(t *testing.T) {
	const answers = 10000
	messageChan = make(chan map[string]string, 1)
	request := httptest.NewRequest("GET", "/messages", nil)
	inUse := func() uint64 {
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		return memory.HeapAlloc
	}
	before := inUse()
	for i := 0; i < answers; i++ {
		messageChan <- text(i)
		longPollHandler(httptest.NewRecorder(), request)
	}
	kept := (int64(inUse()) - int64(before)) / answers
	fmt.Printf("outcome timers {\"counts\":{\"answers\":%d,\"timers_stay\":%t},\"figures\":{\"bytes_each\":%d}}\n",
		answers, kept > 100, kept)
}
