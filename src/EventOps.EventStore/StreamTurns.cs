namespace EventOps.EventStore;

/// <summary>
/// Lets the commands of one stream in this process go one after another. Without it every race costs each loser a round
/// trip and a fold; between nodes the expected version decides.
/// </summary>
internal sealed class StreamTurns
{
    private readonly Lock gate = new();
    private readonly Dictionary<StreamKey, Turn> turns = [];

    /// <summary>Waits for this stream's turn, which lasts until the result is disposed.</summary>
    public async Task<IDisposable> Take(StreamKey key, CancellationToken ct)
    {
        Turn turn;
        lock (gate)
        {
            if (!turns.TryGetValue(key, out turn!))
                turns.Add(key, turn = new Turn(this, key));
            turn.Users++;
        }

        try
        {
            await turn.Free.WaitAsync(ct);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (gate)
            if (--turn.Users == 0)
            {
                turns.Remove(turn.Key);
                turn.Free.Dispose();
            }
    }

    private sealed class Turn(StreamTurns owner, StreamKey key) : IDisposable
    {
        public StreamKey Key { get; } = key;

        public SemaphoreSlim Free { get; } = new(1, 1);

        public int Users { get; set; }

        public void Dispose()
        {
            Free.Release();
            owner.Leave(this);
        }
    }
}
