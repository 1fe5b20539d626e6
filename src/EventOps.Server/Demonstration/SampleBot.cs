using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace EventOps.Server.Demonstration;

/// <summary>What the bot got: the message, and whether its signature held.</summary>
internal sealed record BotMessage(string Id, string Type, string Title, bool SignatureHolds);

/// <summary>
/// A subscriber such as anybody could write: it knows nothing of this program but the address it is told at and the secret,
/// and it checks signatures by the text of Standard Webhooks.
/// </summary>
internal sealed class SampleBot : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<BotMessage> messages = Channel.CreateUnbounded<BotMessage>();
    private byte[] key = [];

    private SampleBot(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/hook";

    public ChannelReader<BotMessage> Messages => messages.Reader;

    /// <summary>Listens on a free port of the loopback interface.</summary>
    public static async Task<SampleBot> Start(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new SampleBot(builder.Build());
        bot.app.MapPost("/hook", bot.Receive);
        await bot.app.StartAsync(ct);
        return bot;
    }

    public void Trust(string secret) => key = Convert.FromBase64String(secret["whsec_".Length..]);

    private async Task<IResult> Receive(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var body = buffer.ToArray();
        var holds = Holds(request.Headers, body);
        using var message = JsonDocument.Parse(body);
        var root = message.RootElement;
        var title = root.GetProperty("data").TryGetProperty("fact", out var fact) && fact.TryGetProperty("title", out var text)
            ? text.GetString()!
            : "";
        messages.Writer.TryWrite(new(root.GetProperty("id").GetString()!, root.GetProperty("type").GetString()!, title, holds));
        return holds ? TypedResults.NoContent() : TypedResults.Unauthorized();
    }

    private bool Holds(IHeaderDictionary headers, byte[] body)
    {
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(key, signed);
        return Math.Abs(age) < 300 && headers["webhook-signature"].ToString().Split(' ')
            .Where(signature => signature.StartsWith("v1,", StringComparison.Ordinal))
            .Any(signature => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(signature[3..]), expected));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
