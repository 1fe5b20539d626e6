namespace EventOps.Testing.Scenarios;

/// <summary>Ids from a counter: readable in a failure, the same in every run.</summary>
public static class Ids
{
    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
