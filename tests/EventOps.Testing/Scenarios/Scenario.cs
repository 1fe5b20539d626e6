using EventOps.Domain.Shared;

namespace EventOps.Testing.Scenarios;

/// <summary>
/// Given what happened, when somebody asks for something, then exactly this. Every event goes through the serializer that
/// the store uses before it is folded or compared.
/// </summary>
public sealed class Scenario<TState, TEvent>
    where TEvent : notnull
{
    private readonly Func<TState, TEvent, TState> evolve;
    private readonly StoredForm<TEvent> stored;
    private readonly TState state;

    public Scenario(TState initial, Func<TState, TEvent, TState> evolve, EventNames<TEvent> names, IEnumerable<TEvent> past)
    {
        this.evolve = evolve;
        stored = new(names);
        state = Fold(initial, past);
    }

    public Outcome<TState, TEvent> When(Func<TState, Decision<TEvent>> decide) => new(this, decide, decide(state));

    internal StoredForm<TEvent> Stored => stored;

    internal TState After(IEnumerable<TEvent> more) => Fold(state, more);

    private TState Fold(TState from, IEnumerable<TEvent> events) => events.Select(stored.ThereAndBack).Aggregate(from, evolve);
}
