#pragma warning disable
namespace EventOps.Server.Pages {
 internal sealed record PageContext(string Language, string Community, string CommunityName, string? PublicUrl, string Path);
 internal static class Words { public static string Negotiate(string? a, string? b, string c) => a ?? c; }
 internal sealed class PageRenderer { public Task<byte[]> Agenda(EventOps.Projections.Agendas.AgendaView v, PageContext c)=>Task.FromResult(System.Text.Encoding.UTF8.GetBytes(v.Meetup.Title)); public Task<byte[]> Recap(EventOps.Projections.Recaps.RecapView v, PageContext c)=>Task.FromResult(System.Text.Encoding.UTF8.GetBytes(v.ToString()));
  public Task<byte[]> Catalogue(object v, PageContext c)=>Task.FromResult(System.Text.Encoding.UTF8.GetBytes(v.ToString())); public Task<byte[]> NotFound(PageContext c)=>Task.FromResult(new byte[]{64}); }
 internal static class Assets { public static void Map(WebApplication a){} }
 internal static class PageServices { public static void AddPages(this IServiceCollection s){ s.AddSingleton<PageRenderer>().AddSingleton<PageMemory>().AddSingleton<PageDesk>().AddHostedService<PageEviction>(); } }
}
namespace EventOps.Server.Catalogue { internal sealed record CatalogueView { public static CatalogueView Of(object l, NodaTime.Instant i, string? a, string? b, string? c)=>new(); } }
