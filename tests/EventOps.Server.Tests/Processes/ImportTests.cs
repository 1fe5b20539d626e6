using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Page = """
        ---
        title: "【活动回顾】《测试之夜》"
        date: 2022-03-05T15:00:00+08:00
        ---

        ## 概要

        - 活动主题：测试之夜

        - 活动时间：2022 年 3 月 5 日（周六）13:00-17:00

        - 活动形式：线上直播

        - 资料下载：<br/>

        [《给测试写测试》](https://example.org/tests.pdf)<br/>

        ## 活动回顾

        嘉宾简介：

        《给测试写测试》

        王小明
        某某公司技术经理
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("eventops-pages-").FullName;
    private TestDatabase? database;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    [Fact]
    public async Task a_folder_of_pages_is_imported_once()
    {
        await Write("night.md", Page);
        var planned = Json(await Import("--dry-run", "--json"), 0);
        Assert.NotEmpty(Result(planned).GetProperty("commands").EnumerateArray());
        Assert.False(Has(Result(planned), "answer"));

        var first = Json(await Import("--json"), 0);
        Assert.Equal(
            Types(Result(planned)), Types(Result(first)));
        Assert.True(Result(first).GetProperty("answer").GetProperty("version").GetInt64() > 0);
        var second = Json(await Import("--json"), 0);
        Assert.Empty(Result(second).GetProperty("commands").EnumerateArray());
        Assert.Equal(Result(first).GetProperty("slug").GetString(), Result(second).GetProperty("slug").GetString());
    }

    [Fact]
    public async Task a_damaged_page_is_a_draft_until_it_is_accepted_or_its_twin_was_imported()
    {
        var damaged = string.Concat(System.Text.Encoding.UTF8.GetBytes(Page).Select(b => b is >= 0x80 and < 0xA0 or 0xAD ? "" : ((char)b).ToString()));
        await Write("damaged.md", damaged);
        var draft = Result(Json(await Import("--json", "--report"), 1));
        Assert.True(draft.GetProperty("draft").GetBoolean());
        Assert.False(Has(draft, "answer"));
        Assert.NotEmpty(draft.GetProperty("report").EnumerateArray());

        File.Delete(Path.Combine(folder, "damaged.md"));
        await Write("night.md", Page);
        Json(await Import("--json"), 0);
        File.Delete(Path.Combine(folder, "night.md"));
        await Write("damaged.md", damaged);
        var repaired = Result(Json(await Import("--json"), 0));
        Assert.Equal(("night", false), (repaired.GetProperty("slug").GetString(), repaired.GetProperty("draft").GetBoolean()));
        Assert.Empty(repaired.GetProperty("commands").EnumerateArray());
    }

    [Fact]
    public async Task the_samples_are_imported_and_shown_by_the_server()
    {
        var end = await Import(Path.Combine(AppContext.BaseDirectory, "samples"));
        Assert.True(end.ExitCode == 0, end.Output + end.Errors);
        await using var server = await RunningServer.Start(database!);
        var anybody = new Asker(server.Address, $"/api/communities/{RunningServer.Community}", key: null);
        var list = await Eventually.Sees(
            async () => (await anybody.Get("meetups")).Json.GetProperty("meetups"), found => found.GetArrayLength() == 2, "both samples are listed");
        Assert.Contains("webassembly-open-day", list.EnumerateArray().Select(line => line.GetProperty("slug").GetString()));
        (await anybody.Get($"/{RunningServer.Community}/webassembly-open-day/recap")).MustBe(200);
    }

    [Fact]
    public async Task files_of_talks_go_into_the_meetup_that_is_named_and_come_in_once()
    {
        await Write("talks.csv", "day,start,end,title,speakers\n2031-04-10,19:00,19:45,Engines,Ada\n");
        var unnamed = await Import(Path.Combine(folder, "talks.csv"));
        Assert.Equal(1, unnamed.ExitCode);
        Assert.Contains("--meetup", unnamed.Output, StringComparison.Ordinal);
        string[] named = [Path.Combine(folder, "talks.csv"), "--meetup", "spring", "--title", "Spring evening", "--json"];
        Assert.Equal(["ScheduleEvent", "AddSpeaker", "AddTalk", "PlaceSlot", "PublishAgenda"], Types(Result(Json(await Import(named), 0))));
        Assert.Empty(Types(Result(Json(await Import(named), 0))));

        await Write("export", """
            <schedule><conference><title>Other words</title><acronym>spring</acronym><time_zone_name>Asia/Shanghai</time_zone_name></conference>
            <day date="2031-04-10"><room name="Hall"><event guid="6f9619ff-8b86-5011-b42d-00cf4fc964ff"><title>Engines</title><start>19:00</start><duration>00:45</duration><persons><person>Ada</person></persons></event></room></day></schedule>
            """);
        Assert.Equal(["MoveSlot", "PublishAgenda"], Types(Result(Json(await Import(Path.Combine(folder, "export"), "--json"), 0))));
    }

    [Fact]
    public async Task what_is_no_meetup_is_said_and_left_alone()
    {
        await Write("call.md", "---\ntitle: \"欢迎报名\"\ndate: 2023-05-09\n---\n\n开源之夏是一项暑期开源活动。\n");
        await File.WriteAllBytesAsync(Path.Combine(folder, "binary.md"), [0, 1, 2, 0xFF, 0xFE, 0, 0x89, .. "PNG"u8]);
        await Write("empty.md", "");
        var results = JsonElement.Parse((await Import("--json")).Output);
        Assert.Equal(3, results.GetArrayLength());
        Assert.All(results.EnumerateArray(), result =>
        {
            Assert.False(Has(result, "slug"), result.GetRawText());
            Assert.NotEmpty(result.GetProperty("findings").EnumerateArray());
        });
        Assert.Equal(1, (await Import(Path.Combine(folder, "call.md"))).ExitCode);
    }

    [Fact]
    public async Task an_empty_folder_is_refused_and_a_path_that_is_not_there_is_named()
    {
        var empty = await Import();
        Assert.Equal(1, empty.ExitCode);
        Assert.Single(empty.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var missing = await Import(Path.Combine(folder, "missing.md"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("missing.md", missing.Errors, StringComparison.Ordinal);
        var named = await Import("--community", "Not A Name");
        Assert.Equal(2, named.ExitCode);
        Assert.Contains("--community", named.Errors, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await database!.DisposeAsync();
    }

    private Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);

    // Of the folder, unless a path comes first.
    private Task<ProgramEnd> Import(params string[] arguments)
    {
        IEnumerable<string> line = arguments is [var path, ..] && Path.IsPathRooted(path) ? arguments : [folder, .. arguments];
        return ServerProgram.Run(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__EventOps"] = database!.ConnectionString, ["EventOps__Community"] = RunningServer.Community,
            },
            ["import", .. line]);
    }

    private static JsonElement Json(ProgramEnd end, int exitCode)
    {
        Assert.True(end.ExitCode == exitCode, $"{end.ExitCode}: {end.Output}{end.Errors}");
        return JsonElement.Parse(end.Output);
    }

    private static JsonElement Result(JsonElement results) => Assert.Single(results.EnumerateArray());

    private static IEnumerable<string?> Types(JsonElement result) =>
        result.GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("type").GetString());

    private static bool Has(JsonElement result, string field) =>
        result.TryGetProperty(field, out var value) && value.ValueKind is not JsonValueKind.Null;
}
