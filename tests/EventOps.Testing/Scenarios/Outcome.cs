using EventOps.Domain.Shared;
using Xunit;

namespace EventOps.Testing.Scenarios;

/// <summary>What a command came to. Each way to end a scenario is exact: these events, these warnings, in this order.</summary>
public sealed class Outcome<TState, TEvent>
    where TEvent : notnull
{
    private readonly Scenario<TState, TEvent> scenario;
    private readonly Func<TState, Decision<TEvent>> decide;
    private readonly Decision<TEvent> decision;
    private string[] warnings = [];

    internal Outcome(Scenario<TState, TEvent> scenario, Func<TState, Decision<TEvent>> decide, Decision<TEvent> decision) =>
        (this.scenario, this.decide, this.decision) = (scenario, decide, decision);

    /// <summary>Comes before <c>Then</c>, which expects no warning that was not named here.</summary>
    public Outcome<TState, TEvent> Warned(params string[] codes)
    {
        warnings = codes;
        return this;
    }

    /// <summary>Accepted with these events; and the same command again, after them, decides nothing and warns of nothing else.</summary>
    public void Then(params TEvent[] events)
    {
        Assert.True(events.Length > 0, "Then() says nothing; say Then(Nothing).");
        Assert.Null(decision.Refusal);
        Assert.Equal(scenario.Stored.Of(events), scenario.Stored.Of(decision.Events));
        AssertWarnings();
        var again = decide(scenario.After(decision.Events));
        Assert.True(IsNothing(again), $"The same command again decides {again}.");
    }

    /// <summary>Nothing, or refused.</summary>
    public void Then(Expected expected)
    {
        Assert.Equal(expected.Refusal, decision.Refusal?.Code);
        Assert.Equal("", scenario.Stored.Of(decision.Events));
        AssertWarnings();
    }

    private void AssertWarnings() => Assert.Equal(warnings, decision.Warnings.Select(warning => warning.Code));

    private bool IsNothing(Decision<TEvent> again) =>
        again is { Refusal: null, Events.Count: 0 } && again.Warnings.All(warning => warnings.Contains(warning.Code));
}
