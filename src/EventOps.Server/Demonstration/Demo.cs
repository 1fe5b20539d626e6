using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Formats.Importing;
using EventOps.Server.Importing;
using EventOps.Server.Meetups;

namespace EventOps.Server.Demonstration;

/// <summary>The steps of the demo. From the subscription on it speaks HTTP, like anybody else.</summary>
internal sealed class Demo(Transcript transcript, WebApplication app, SampleBot bot, string community, string key) : IDisposable
{
    private const string Slug = "webassembly-open-day";
    private const string DeckTitle = "Wasm & WAMR 在 AIoT 领域的应用";
    private const string DeckUrl = "https://gw.alipayobjects.com/os/bmw-prod/1e8efe05-8f1c-4f37-baac-63634bdba88d.pdf";
    private static readonly string[] Slides = ["eventops.slides.*"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(app.Urls.First()),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private string Api => $"/api/communities/{community}";

    public async Task Run(CancellationToken ct)
    {
        transcript.Step("Import the sample pages");
        var imported = await Import(ct);
        transcript.Step("Subscribe a bot to slides");
        await Subscribe(ct);
        transcript.Step("Publish the deck that was still missing");
        var position = await Publish(ct);
        transcript.Step("What the pages say now");
        await ReadPages(Math.Max(position, imported), ct);
        transcript.Step("What the bot heard");
        await Listen(ct);
    }

    private async Task<long> Import(CancellationToken ct)
    {
        var imports = new PageImports(app.Services.GetRequiredService<Streams>(), app.Services.GetRequiredService<SlugRegister>(), app.Services.GetRequiredService<MeetupDesk>());
        var last = 0L;
        foreach (var (path, shown) in PageFiles.Find([Path.Combine(AppContext.BaseDirectory, "samples")]))
        {
            var page = PageImporter.Read(await PageFiles.Read(path, shown, ct), new ImportSettings(community));
            var first = await imports.Run(page, community, dryRun: false, ct);
            Transcript.Command($"import {shown}");
            transcript.Check(first.Answer is not null, $"{first.Slug}: {first.Commands.Count} commands became {first.Answer?.Events.Count} events");
            var again = await imports.Run(page, community, dryRun: false, ct);
            transcript.Check(again.Commands.Count == 0, "a second import of the same page issues nothing");
            last = first.Answer?.Position ?? last;
        }

        return last;
    }

    private async Task Subscribe(CancellationToken ct)
    {
        Transcript.Command($"POST {Api}/subscriptions  {{\"name\":\"bot\",\"sink\":\"{bot.Address}\",\"types\":[\"eventops.slides.*\"]}}");
        var answer = await Post($"{Api}/subscriptions", new { name = "bot", sink = bot.Address, types = Slides }, ct);
        bot.Trust(answer.GetProperty("secret").GetString()!);
        transcript.Check(true, $"subscription {answer.GetProperty("subscriptionId").GetString()}; its secret was shown this once");
    }

    private async Task<long> Publish(CancellationToken ct)
    {
        var talk = await LastTalk(ct);
        var slidesId = Guid.CreateVersion7();
        await Command("attach-slides", new { slidesId, talkId = talk, title = DeckTitle, url = DeckUrl }, ct);
        var answer = await Command("publish-slides", new { slidesId }, ct);
        return answer.GetProperty("position").GetInt64();
    }

    private async Task<Guid> LastTalk(CancellationToken ct)
    {
        var meetup = await http.GetFromJsonAsync<JsonElement>($"{Api}/meetups/{Slug}", ct);
        return meetup.GetProperty("drafts").GetProperty("talks").EnumerateArray()
            .First(talk => talk.GetProperty("title").GetString()!.StartsWith("Wasm & WAMR", StringComparison.Ordinal))
            .GetProperty("talkId").GetGuid();
    }

    private async Task<JsonElement> Command(string name, object body, CancellationToken ct)
    {
        Transcript.Command($"POST {Api}/meetups/{Slug}/{name}  {JsonSerializer.Serialize(body, DomainJson.Options)}");
        var answer = await Post($"{Api}/meetups/{Slug}/{name}", body, ct);
        foreach (var appended in answer.GetProperty("events").EnumerateArray())
            transcript.Check(true, $"event {appended.GetProperty("type").GetString()}, version {answer.GetProperty("version")}, position {answer.GetProperty("position")}");
        return answer;
    }

    private async Task ReadPages(long position, CancellationToken ct)
    {
        var recap = await http.GetFromJsonAsync<JsonElement>($"{Api}/meetups/{Slug}/recap?minPosition={position}", ct);
        var decks = recap.GetProperty("downloads").EnumerateArray().Select(deck => deck.GetProperty("title").GetString()).ToList();
        transcript.Check(decks.Contains(DeckTitle), $"the recap lists {decks.Count} decks, '{DeckTitle}' among them");
        foreach (var page in (string[])["agenda", "recap"])
        {
            await http.GetAsync($"{Api}/meetups/{Slug}/{page}?minPosition={position}", ct);
            using var answer = await http.GetAsync($"/{community}/{Slug}/{page}", ct);
            var html = await answer.Content.ReadAsStringAsync(ct);
            transcript.Check(html.Contains(DeckUrl, StringComparison.Ordinal), $"/{community}/{Slug}/{page} links to it, ETag {answer.Headers.ETag}");
            using var again = new HttpRequestMessage(HttpMethod.Get, $"/{community}/{Slug}/{page}") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            using var unchanged = await http.SendAsync(again, ct);
            transcript.Check(unchanged.StatusCode == HttpStatusCode.NotModified, "asked again with that ETag: 304 Not Modified");
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var message = await bot.Messages.ReadAsync(patience.Token);
            transcript.Check(message.Type == "eventops.slides.published.v1", $"{message.Type} '{message.Title}', id {message.Id}");
            transcript.Check(message.SignatureHolds, "its signature holds");
            transcript.Check(!bot.Messages.TryRead(out _), "nothing of the imported past was told");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            transcript.Check(false, $"a message within {Patience.TotalSeconds} seconds");
        }
    }

    private async Task<JsonElement> Post(string address, object body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(address, body, DomainJson.Options, ct);
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.IsSuccessStatusCode ? content : throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {content}");
    }

    public void Dispose() => http.Dispose();
}
