using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Finds where the community talks: DingTalk groups by number, a WeChat account by name and QR code, others by link.</summary>
internal static partial class Channels
{
    private static readonly (string Word, ChannelKind Kind)[] Linked =
    [
        ("slack", ChannelKind.Slack), ("discord", ChannelKind.Discord), ("telegram", ChannelKind.Telegram), ("matrix", ChannelKind.Matrix),
        ("mailing list", ChannelKind.Mail), ("飞书", ChannelKind.Feishu), ("feishu", ChannelKind.Feishu), ("bilibili", ChannelKind.Bilibili),
        ("website", ChannelKind.Other), ("mastodon", ChannelKind.Other),
    ];

    /// <summary>Whether the line tells of a channel; it is added unless it is there.</summary>
    public static bool Take(MeetupPage page, PageLine line)
    {
        var text = line.Text;
        var taken = false;
        if (Mentions(text, "钉钉") || Mentions(text, "dingtalk") || Mentions(text, "群号"))
        {
            foreach (Match number in GroupNumber().Matches(text))
                taken = Add(page, new(ChannelKind.DingTalk, Name: "钉钉群", Number: number.Value));
        }

        if (Mentions(text, "公众号") || Mentions(text, "wechat"))
            taken = Add(page, new(ChannelKind.WeChat, Name: Quoted().Match(text) is { Success: true } name ? name.Groups[1].Value : null));
        if (Links.In(text) is [{ IsImage: false } link] && Links.IsWeb(link.Url))
        {
            foreach (var (word, kind) in Linked)
            {
                if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || link.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    taken = Add(page, new(kind, Name: Labelled(text, link), Url: link.Url));
            }
        }

        return taken;
    }

    /// <summary>A picture below the WeChat account is its QR code.</summary>
    public static bool Picture(MeetupPage page, PageLine line)
    {
        var at = page.Channels.FindIndex(channel => channel is { Kind: ChannelKind.WeChat, Picture: null });
        if (at < 0 || !Links.IsWeb(line.Text))
            return false;
        page.Channels[at] = page.Channels[at] with { Picture = line.Text };
        return true;
    }

    private static bool Add(MeetupPage page, SetChannel channel)
    {
        page.Uses.Value("channel");
        if (!page.Channels.Exists(known => known.Kind == channel.Kind && known.Number == channel.Number && known.Url == channel.Url))
            page.Channels.Add(channel);
        return true;
    }

    private static string Labelled(string text, Link link) =>
        text[..link.Start].Trim(' ', ':', '：', '-') is { Length: > 0 } label ? label : link.Text;

    private static bool Mentions(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("[0-9]{6,12}", RegexOptions.NonBacktracking)]
    private static partial Regex GroupNumber();

    [GeneratedRegex("[“「\"]([^”」\"]{1,60})[”」\"]", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
