namespace EventOps.Domain.Shared;

/// <summary>What sort of "no" a refusal is; the edge maps it to its own terms.</summary>
public enum RefusalKind
{
    Invalid,
    NotFound,
    Conflict,
    Forbidden,
}

/// <summary>
/// An expected "no". <paramref name="Code"/> is stable and made for programs, <paramref name="Message"/> is one sentence
/// for people; the properties that a derived record adds are the facts of the case.
/// </summary>
public abstract record Refusal(RefusalKind Kind, string Code, string Message);

/// <summary>The command names something that this meetup does not have (any more). Code: <c>{noun}.not_found</c>.</summary>
public sealed record NotFound(string Noun, Guid Id)
    : Refusal(RefusalKind.NotFound, $"{Noun}.not_found", $"There is no {Noun} with the id {Id} here.");

/// <summary>The id already belongs to something else, or did before it was removed. Code: <c>{noun}.id_taken</c>.</summary>
public sealed record IdTaken(string Noun, Guid Id)
    : Refusal(RefusalKind.Conflict, $"{Noun}.id_taken", $"The id {Id} already stands for another {Noun}; use a new id.");
