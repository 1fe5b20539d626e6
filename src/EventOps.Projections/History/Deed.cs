using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>A field that an event changed; no old value when it came to be, no new one when it went.</summary>
public sealed record FieldChange(string Field, object? Old, object? New);

/// <summary>What one event did, free of any language: to what, from what, to what, and why.</summary>
/// <param name="Noun">What sort of thing it is about, as refusals name it: <c>meetup</c>, <c>talk</c>, <c>slides</c>.</param>
/// <param name="Id">Which one; absent for the meetup itself.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Subjects">The ids of everything that the event names, the thing itself first.</param>
/// <param name="Reason">Why, if that was said.</param>
public sealed record Deed(
    string Noun, Guid? Id, string? Name, ValueList<Guid> Subjects, ValueList<FieldChange> Changes, string? Reason)
{
    internal static Deed Of(string noun, Guid id, string? name, ValueList<FieldChange> changes, string? reason = null) =>
        new(noun, id, name, [id], changes, reason);

    internal static Deed OfMeetup(Meetup after, ValueList<FieldChange> changes, string? reason = null) =>
        new("meetup", null, after.Details.Title, [], changes, reason);

    /// <summary>It also names these.</summary>
    internal Deed With(params IEnumerable<Guid?> more) =>
        this with { Subjects = [.. Subjects.Concat(more.OfType<Guid>()).Distinct()] };

    internal static ValueList<FieldChange> From(Facet[] before, Facet[] after) =>
        [.. before.Zip(after).Where(pair => !Equals(pair.First.Value, pair.Second.Value))
            .Select(pair => new FieldChange(pair.First.Field, pair.First.Value, pair.Second.Value))];

    internal static ValueList<FieldChange> New(params Facet[] after) =>
        [.. after.Where(facet => facet.Value is not null).Select(facet => new FieldChange(facet.Field, null, facet.Value))];

    internal static ValueList<FieldChange> Gone(params Facet[] before) =>
        [.. before.Where(facet => facet.Value is not null).Select(facet => new FieldChange(facet.Field, facet.Value, null))];
}
