func longPollHandler(w http.ResponseWriter, r *http.Request) {
    // Wait for new data (or timeout after 30 seconds)
    select {
    case msg := <-messageChan:
        json.NewEncoder(w).Encode(msg)
    case <-time.After(30 * time.Second):
        w.WriteHeader(http.StatusNoContent) // No new data
    }
}
