using System.Text;
using EventOps.Testing;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class HtmlTests(Visits visits)
{
    private const int LargestAgenda = 100_000;

    internal static readonly string Clients = Path.Combine(AppContext.BaseDirectory, "clients");

    [Fact]
    public async Task html_validate_finds_no_fault()
    {
        await NodeTools.Install(Clients);
        using var http = new HttpClient { BaseAddress = new(visits.Address) };
        var folder = Directory.CreateDirectory(Path.Combine(Clients, "pages")).FullName;
        foreach (var (path, index) in PagePaths.All.Select((path, index) => (path, index)))
        {
            foreach (var language in new[] { "zh", "en" })
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{index}-{language}.html"), await http.GetByteArrayAsync(PagePaths.In(path, language)));
        }

        var judge = Path.Combine(Clients, "node_modules", ".bin", "html-validate");
        var verdict = await NodeTools.Run(judge, ["--config", ".htmlvalidate.json", "--formatter", "text", folder], Clients);
        Assert.True(verdict.ExitCode == 0, verdict.Output + verdict.Errors);
    }

    [Fact]
    public async Task an_agenda_of_sixty_talks_is_small_and_chinese_is_written_as_chinese()
    {
        using var http = new HttpClient { BaseAddress = new(visits.Address) };
        Assert.InRange((await http.GetByteArrayAsync("/sofastack/size-60/agenda")).Length, 1, LargestAgenda);
        // However much each speaker wrote: then the agenda leaves it to the talks' own pages.
        Assert.InRange((await http.GetByteArrayAsync("/sofastack/talkative/agenda")).Length, 1, LargestAgenda);
        Assert.Contains("字节码联盟与", Encoding.UTF8.GetString(await http.GetByteArrayAsync(PagePaths.OpenDayAgenda)), StringComparison.Ordinal);
    }
}
