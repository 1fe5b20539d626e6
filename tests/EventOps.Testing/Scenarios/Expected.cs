namespace EventOps.Testing.Scenarios;

/// <summary>A decision without events: nothing, or a refusal by its code.</summary>
public sealed record Expected
{
    private Expected(string? refusal) => Refusal = refusal;

    /// <summary>What was asked for is so already.</summary>
    public static Expected Nothing { get; } = new(refusal: null);

    internal string? Refusal { get; }

    public static Expected Refused(string code) => new(code);
}
