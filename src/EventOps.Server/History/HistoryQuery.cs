using EventOps.Domain.Meetups;
using EventOps.Projections.History;
using EventOps.Server.Hosting;
using EventOps.Server.Pages;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.History;

/// <summary>What is asked of a history: which entries, how many, in which language.</summary>
internal sealed record HistoryQuery(HistoryFilter Filter, long After, int Limit, string Language)
{
    private const int MostEntries = 1_000;

    public static HistoryQuery Read(HistoryWishes wishes, string? acceptLanguage, List<FieldError> errors) => new(
        new(
            Types(wishes.Type, errors), Text(wishes.By), Moment("since", wishes.Since, errors),
            Moment("until", wishes.Until, errors), SubjectOf(wishes.Subject, errors)),
        QueryNumbers.Read("after", Text(wishes.After), 0, long.MaxValue, 0, errors),
        (int)QueryNumbers.Read("limit", Text(wishes.Limit), 1, MostEntries, 500, errors),
        LanguageOf(wishes.Lang, acceptLanguage, errors));

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static HashSet<Type>? Types(string? text, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(name => !MeetupEvent.Names.Knows(name)) is { } unknown)
            errors.Add(new("type", "unknown_value", $"'{unknown}' is not the stored name of an event, like talk_revised."));
        return [.. MeetupEvent.Names.Types.Where(type => names.Contains(MeetupEvent.Names.NameOf(type)))];
    }

    private static Instant? Moment(string name, string? text, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant })
            return instant;
        errors.Add(new(name, "wrong_type", $"'{name}' must be an instant like 2021-12-18T05:00:00Z."));
        return null;
    }

    private static Guid? SubjectOf(string? text, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        errors.Add(new("subject", "wrong_type", "'subject' must be the id of a talk, a speaker, slides, a slot or another part."));
        return null;
    }

    private static string LanguageOf(string? asked, string? acceptLanguage, List<FieldError> errors)
    {
        if (asked is not (null or "zh" or "en"))
            errors.Add(new("lang", "unknown_value", $"'lang' must be zh or en, not '{asked}'."));
        return Words.Negotiate(asked, acceptLanguage, "en");
    }
}

/// <summary>The query of a history as it was sent.</summary>
internal sealed record HistoryWishes(
    string? Type, string? By, string? Since, string? Until, string? Subject, string? Lang, string? After, string? Limit);
