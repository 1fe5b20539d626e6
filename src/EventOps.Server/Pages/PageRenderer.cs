using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EventOps.Projections.Agendas;
using EventOps.Projections.People;
using EventOps.Projections.Recaps;
using EventOps.Projections.Talks;
using EventOps.Server.Agendas;
using EventOps.Server.Catalogue;
using EventOps.Server.People;
using EventOps.Server.Recaps;
using EventOps.Server.SpeakerLinks;
using EventOps.Server.Talks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace EventOps.Server.Pages;

/// <summary>Makes pages, as UTF-8, of what projections say. Any number of threads may ask at once.</summary>
public sealed class PageRenderer(ILoggerFactory loggers) : IAsyncDisposable
{
    // The encoder that HtmlRenderer takes by default writes every Chinese character as eight.
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .AddSingleton(loggers)
        .BuildServiceProvider();

    public Task<byte[]> Agenda(AgendaView view, PageContext context) => Render<AgendaDocument>(context, view);

    public Task<byte[]> Recap(RecapView view, PageContext context) => Render<RecapDocument>(context, view);

    public Task<byte[]> Catalogue(CatalogueView view, PageContext context) => Render<CatalogueDocument>(context, view);

    public Task<byte[]> Talk(TalkView view, PageContext context) => Render<TalkDocument>(context, view);

    public Task<byte[]> Person(PersonView view, PageContext context) => Render<PersonDocument>(context, view);

    public Task<byte[]> Changes(AgendaDiff view, IReadOnlyList<ReleaseNote> releases, PageContext context) =>
        Render<ChangesDocument>(context, view, ("Releases", releases));

    public Task<byte[]> HandIn(HandInView view, PageContext context) => Render<HandInDocument>(context, view);

    public Task<byte[]> NotFound(PageContext context) => Render<NotFoundDocument>(context, view: null);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<byte[]> Render<TDocument>(
        PageContext context, object? view, params (string Name, object Value)[] besides)
        where TDocument : IComponent
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Page"] = context };
        if (view is not null)
            parameters["View"] = view;
        foreach (var (name, value) in besides)
            parameters[name] = value;
        // A renderer keeps the components it made: one for each page, so that pages neither wait for each other nor add up.
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TDocument>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }
}
