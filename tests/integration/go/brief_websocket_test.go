package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

func address(server *httptest.Server) string { return "ws" + strings.TrimPrefix(server.URL, "http") }

// status is what a browser on a page of another site is answered.
func status(t *testing.T, handler http.HandlerFunc) int {
	server := httptest.NewServer(handler)
	defer server.Close()
	foreign := http.Header{"Origin": {"http://elsewhere.example"}}
	conn, response, err := websocket.DefaultDialer.Dial(address(server), foreign)
	if err == nil {
		conn.Close()
	} else if response == nil {
		t.Fatal(err)
	}
	return response.StatusCode
}

func TestEverySiteIsAdmitted(t *testing.T) {
	standard := websocket.Upgrader{}
	byDefault := status(t, func(w http.ResponseWriter, r *http.Request) {
		if conn, err := standard.Upgrade(w, r, nil); err == nil {
			conn.Close()
		}
	})
	fmt.Printf("outcome every-site {\"counts\":{\"status\":%d,\"default_status\":%d}}\n",
		status(t, wsHandler), byDefault)
}

func TestAMessageMayBeOfAnySize(t *testing.T) {
	const mebibytes = 32
	server := httptest.NewServer(http.HandlerFunc(wsHandler))
	defer server.Close()
	conn, _, err := websocket.DefaultDialer.Dial(address(server), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// Zeros: the brief's server prints what it receives.
	sent := bytes.Repeat([]byte{0}, mebibytes<<20)
	if err := conn.WriteMessage(websocket.BinaryMessage, sent); err != nil {
		t.Fatal(err)
	}
	_, back, err := conn.ReadMessage()
	fmt.Printf("\noutcome any-size {\"counts\":{\"mebibytes\":%d,\"came_back\":%t}}\n",
		mebibytes, err == nil && bytes.Equal(sent, back))
}
