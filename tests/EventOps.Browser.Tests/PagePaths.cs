using EventOps.Browser.Tests.Samples;
using EventOps.Projections.People;
using Xunit;

namespace EventOps.Browser.Tests;

/// <summary>The pages that every judge looks at, in every state that a meetup can be in.</summary>
internal static class PagePaths
{
    public const string Catalogue = "/sofastack";
    public const string OpenDayAgenda = "/sofastack/sofa-meetup-13/agenda";
    public const string OpenDayRecap = "/sofastack/sofa-meetup-13/recap";
    public const string TwoRoomsAgenda = "/sofastack/cloud-native-berlin/agenda";
    public const string HostileAgenda = "/sofastack/hostile/agenda";
    public const string HostileRecap = "/sofastack/hostile/recap";

    public const string DraftAgenda = "/sofastack/preview/cloud-native-berlin/agenda";
    public const string DraftRecap = "/sofastack/preview/cloud-native-berlin/recap";

    public const string TwoRoomsChanges = "/sofastack/cloud-native-berlin/agenda/changes?since=1";

    public static string KeynoteTalk { get; } = $"/sofastack/cloud-native-berlin/talks/{Story.Id("cloud-native-berlin", "talk", "keynote")}";

    public static string WithdrawnTalk { get; } = $"/sofastack/cloud-native-berlin/talks/{Story.Id("cloud-native-berlin", "talk", "gone")}";

    public static string Person { get; } = $"/sofastack/people/{PersonId.Of("sofastack", "Ada Okafor", null)}";

    public static string[] All { get; } =
    [
        Catalogue, "/sofastack?tag=SOFA", "/sofastack?series=SOFA%20Meetup", "/sofastack?q=nothing-like-it", OpenDayAgenda, OpenDayRecap, TwoRoomsAgenda,
        "/sofastack/size-1/agenda", "/sofastack/size-8/agenda", "/sofastack/size-60/agenda", "/sofastack/talkative/agenda", "/sofastack/soon/agenda",
        "/sofastack/bare/agenda", "/sofastack/postponed/agenda", HostileAgenda, HostileRecap,
        "/sofastack/nowhere/agenda", TwoRoomsChanges, KeynoteTalk, WithdrawnTalk, Person,
        DraftAgenda, DraftRecap, "/sofastack/hand-in/refused", "/sofastack/hand-in/done",
    ];

    public static TheoryData<string> Each => [.. All];

    public static MatrixTheoryData<string, string> InBothLanguages => new(All, ["zh", "en"]);

    public static string In(string path, string language) => $"{path}{(path.Contains('?') ? '&' : '?')}lang={language}";
}
