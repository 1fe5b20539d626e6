using EventOps.Domain.Shared;

namespace EventOps.Server.Erasing;

/// <summary>Erases a person for good.</summary>
/// <param name="Reason">Kept for ever, so it must not name the person.</param>
/// <param name="Confirm">The <c>confirm</c> of the list that was looked at.</param>
/// <param name="Include">Other ids of the same person.</param>
/// <param name="Users">Names under which the person sent commands, as the history shows them.</param>
public sealed record EraseRequest(string Reason, string Confirm, ValueList<Guid> Include = default, ValueList<string> Users = default);

/// <summary>What erasing a person would come to; nothing is changed by looking.</summary>
/// <param name="Names">Everything that they were ever called.</param>
/// <param name="Meetups">Where they appear, and under which ids.</param>
/// <param name="Also">Others who bear one of these names: include them if they are the same person.</param>
/// <param name="Findings">Texts that mention them; these stay, and a person has to look at them.</param>
/// <param name="Confirm">To be sent along to erase exactly this list.</param>
public sealed record ErasureLook(
    Guid PersonId, ValueList<string> Names, ValueList<ErasedAt> Meetups, ValueList<ErasureAlso> Also, ValueList<PersonFinding> Findings,
    string Confirm);

/// <summary>An erasure and how far it is.</summary>
/// <param name="State"><c>done</c>, or <c>running</c>: it is carried on by itself.</param>
/// <param name="Findings">Texts that mention the person, as far as that is still known.</param>
public sealed record ErasureAnswer(
    Guid ErasureId, string State, string Reason, string AskedBy, DateTimeOffset Begun, DateTimeOffset? Ended, ValueList<ErasedAt> Meetups,
    ValueList<PersonFinding>? Findings)
{
    internal static ErasureAnswer Of(Erasure erasure, ValueList<PersonFinding>? findings = null) => new(
        erasure.Id, erasure.IsDone ? "done" : "running", erasure.Reason, erasure.AskedBy, erasure.Begun, erasure.Ended, erasure.Scope, findings);
}

/// <summary>The erasures of a community, the newest first; ids only.</summary>
public sealed record ErasuresAnswer(ValueList<ErasureAnswer> Erasures);
