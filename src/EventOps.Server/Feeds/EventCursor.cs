using System.Globalization;
using EventOps.EventStore.Reading;
using EventOps.Server.Hosting;
using Npgsql;

namespace EventOps.Server.Feeds;

/// <summary>Where a reader goes on: the position of the last event that it has looked past.</summary>
internal sealed class EventCursor(Feed feed, NpgsqlDataSource database)
{
    /// <summary>The position that a text names; an error when it is none, or one that this store never gave out.</summary>
    /// <param name="name">What to call it in an error.</param>
    public async ValueTask<long> Read(string name, string text, List<FieldError> errors, CancellationToken ct)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            errors.Add(new(name, "out_of_range", $"'{name}' must be a position, a whole number of 0 or more."));
        else if (!await WasGivenOut(position, ct))
            errors.Add(new(name, "unknown_position",
                $"'{name}' lies beyond every position that this store has given out; it is not from here."));
        return position;
    }

    // Another node may have stepped over a hole that this one still watches, so the sequence is asked and not the head: a
    // cursor beyond it would wait, in silence, for events that other events are going to be.
    private async ValueTask<bool> WasGivenOut(long position, CancellationToken ct)
    {
        if (position == 0 || position <= await feed.Head(ct))
            return true;
        await using var query = database.CreateCommand("select last_value from mt_events_sequence");
        return position <= (long)(await query.ExecuteScalarAsync(ct))!;
    }
}
