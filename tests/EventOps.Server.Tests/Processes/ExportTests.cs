using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

public sealed class ExportTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventops-export-").FullName;
    private TestDatabase? database;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    [Fact]
    public async Task the_samples_go_out_as_pages_and_come_in_again_without_a_difference()
    {
        Assert.Equal(0, (await Run("import", Path.Combine(AppContext.BaseDirectory, "samples"))).ExitCode);

        var first = Json(await Run("export", "--out", folder, "--json"));
        Assert.Equal(["activities/postgres-evening/index.md", "activities/webassembly-open-day/index.md"], first.GetProperty("written").EnumerateArray().Select(path => path.GetString()));
        var second = Json(await Run("export", "--out", folder, "--json"));
        Assert.Equal((0, 2), (second.GetProperty("written").GetArrayLength(), second.GetProperty("unchanged").GetInt32()));

        var again = Json(await Run("import", folder, "--json"));
        Assert.Equal(2, again.GetArrayLength());
        Assert.All(again.EnumerateArray(), page => Assert.Empty(page.GetProperty("commands").EnumerateArray()));
    }

    [Fact]
    public async Task a_community_that_is_not_there_and_a_folder_that_is_a_file_are_said()
    {
        var unknown = await Run("export", "--out", folder, "--community", "nobody");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("nobody", unknown.Errors, StringComparison.Ordinal);
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        Assert.Equal(2, (await Run("export", "--out", file)).ExitCode);
        Assert.Equal(2, (await Run("export")).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await database!.DisposeAsync();
    }

    private Task<ProgramEnd> Run(params string[] line) => ServerProgram.Run(
        new Dictionary<string, string?>
        {
            ["ConnectionStrings__EventOps"] = database!.ConnectionString, ["EventOps__Community"] = RunningServer.Community,
        },
        line);

    private static JsonElement Json(ProgramEnd end)
    {
        Assert.True(end.ExitCode == 0, $"{end.ExitCode}: {end.Output}{end.Errors}");
        return JsonElement.Parse(end.Output);
    }
}
