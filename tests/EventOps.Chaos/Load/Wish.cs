namespace EventOps.Chaos.Load;

/// <summary>A change that an organizer wants: the command, its body, and what it appends if it changes anything.</summary>
/// <param name="Route">Below the meetup; empty for the one that schedules it.</param>
internal sealed record Wish(Guid Meetup, string Route, object Body, params string[] Types)
{
    /// <summary>What is known once it was acknowledged.</summary>
    public Action Done { get; init; } = () => { };

    /// <summary>The version it must meet, as an editor of a form sends it.</summary>
    public long? IfMatch { get; init; }
}
