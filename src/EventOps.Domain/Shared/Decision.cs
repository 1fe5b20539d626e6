namespace EventOps.Domain.Shared;

/// <summary>Something worth a second look in a command that was accepted all the same.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Path">The field of the command it is about, in camelCase; empty for the command as a whole.</param>
public sealed record Warning(string Code, string Message, string Path);

/// <summary>
/// What a command comes to: events to append, nothing (it was so already), or a refusal. A refused decision has no events.
/// </summary>
public sealed record Decision<TEvent>
{
    private Decision(ValueList<TEvent> events, ValueList<Warning> warnings, Refusal? refusal) =>
        (Events, Warnings, Refusal) = (events, warnings, refusal);

    /// <summary>The command asks for what already is.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], [], null);

    public ValueList<TEvent> Events { get; }

    public ValueList<Warning> Warnings { get; }

    public Refusal? Refusal { get; }

    public static Decision<TEvent> Accept(params IEnumerable<TEvent> events) => new([.. events], [], null);

    /// <summary>The same decision with more warnings; nulls are left out.</summary>
    public Decision<TEvent> Warn(params IEnumerable<Warning?> more) =>
        new(Events, [.. Warnings, .. more.OfType<Warning>()], Refusal);

    public static implicit operator Decision<TEvent>(TEvent accepted) => Accept(accepted);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], [], refusal);
}
