using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Which contacts come before purchases, and in which order: an association, not a cause.</summary>
[Needs(ValueRights.Read)]
public sealed record ChannelPaths : IQuestion<ChannelPathsView>
{
    /// <summary>As it stood then; null for the newest run's day.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>How many months of purchases count.</summary>
    [Range(1, 60)] public int Months { get; set; } = 12;

    /// <summary>A contact counts up to so many days before the purchase.</summary>
    [Range(1, 365)] public int WindowDays { get; set; } = 30;
    [Range(1, 100)] public int Take { get; set; } = 15;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers) : IHandler<ChannelPaths, ChannelPathsView>
    {
        private static readonly WarehouseQuery Paths = WarehouseQuery.Of(typeof(ChannelPaths).Assembly, "contact_paths"), Channels = WarehouseQuery.Of(typeof(ChannelPaths).Assembly, "contact_channels");

        public async Task<ChannelPathsView> Handle(ChannelPaths request, Actor actor, CancellationToken ct)
        {
            var view = await answers.Of(db, actor, request.AsOf, $"channels {request.Months} {request.WindowDays}", day => Count(request.Months, request.WindowDays, WarehouseReach.Of(actor), day), ct) ?? new();
            return view with { Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency, Paths = [.. view.Paths.Take(request.Take)] };
        }

        private async Task<ChannelPathsView> Count(int months, int window, object[] reach, DateOnly day)
        {
            object[] args = [day, .. reach, day.AddMonths(-months), (long)window];
            var ways = await warehouse.Read(Paths.Sql, args, r => (First: r.GetInt32(0) == 1, Path: (string[])[.. ((string[])[r.GetString(1), r.GetString(2), r.GetString(3)]).Where(c => c.Length > 0)], Purchases: r.GetInt64(4), Margin: r.GetInt64(5)), default);
            var channels = await warehouse.Read(Channels.Sql, args, r => (First: r.GetInt32(0) == 1, Channel: r.GetString(1), Direction: r.GetString(2), Purchases: r.GetInt64(3), Margin: r.GetInt64(4)), default);
            return new()
            {
                AsOf = day, From = day.AddMonths(-months).AddDays(1), WindowDays = window,
                First = Sum(ways.Where(w => w.First)), Repeat = Sum(ways.Where(w => !w.First)),
                Channels = [.. channels.GroupBy(c => (c.Channel, c.Direction)).Select(g => new ChannelBefore(g.Key.Channel, g.Key.Direction, g.Where(c => c.First).Sum(c => c.Purchases), g.Where(c => !c.First).Sum(c => c.Purchases), g.Sum(c => c.Margin)))
                    .OrderByDescending(c => c.Purchases).ThenBy(c => c.Channel, StringComparer.Ordinal).ThenBy(c => c.Direction, StringComparer.Ordinal)],
                Paths = [.. ways.Where(w => w.Path.Length > 0).GroupBy(w => string.Join(' ', w.Path)).Select(g => new ChannelPath(g.First().Path, g.Where(w => w.First).Sum(w => w.Purchases), g.Where(w => !w.First).Sum(w => w.Purchases), g.Sum(w => w.Margin)))
                    .OrderByDescending(p => p.Purchases).ThenBy(p => string.Join(' ', p.Channels), StringComparer.Ordinal)],
            };
        }

        private static ContactedPurchases Sum(IEnumerable<(bool First, string[] Path, long Purchases, long Margin)> ways)
        {
            var all = ways.ToList();
            return new(all.Sum(w => w.Purchases), all.Where(w => w.Path.Length > 0).Sum(w => w.Purchases), all.Sum(w => w.Margin), all.Where(w => w.Path.Length > 0).Sum(w => w.Margin));
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/channels", (DateOnly? asOf, int? months, int? windowDays, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChannelPaths { AsOf = asOf, Months = months ?? 12, WindowDays = windowDays ?? 30, Take = take ?? 15 }, ct)).Produces<ChannelPathsView>().WithSummary("Which contacts come before purchases");
}

/// <summary>Contacts before purchases.</summary>
public sealed record ChannelPathsView
{
    /// <summary>Fewer purchases with a contact before are too few to tell paths apart.</summary>
    public const int Least = 30;

    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The first day that counts.</summary>
    public DateOnly From { get; init; }
    public int WindowDays { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>First purchases of a customer, and all others.</summary>
    public ContactedPurchases First { get; init; } = new(0, 0, 0, 0);
    public ContactedPurchases Repeat { get; init; } = new(0, 0, 0, 0);
    public bool EnoughData => First.Contacted + Repeat.Contacted >= Least;

    /// <summary>A purchase counts once for each channel and direction that came before it.</summary>
    public IReadOnlyList<ChannelBefore> Channels { get; init; } = [];

    /// <summary>The last three channels before a purchase, the last one last; the commonest paths first.</summary>
    public IReadOnlyList<ChannelPath> Paths { get; init; } = [];
}

/// <summary>Purchase days, those with a contact before, and the margin of both, minor units.</summary>
public sealed record ContactedPurchases(long Purchases, long Contacted, long MarginMinor, long ContactedMarginMinor);

/// <summary>A channel before purchases. Its text: <c>contact.contact_channel.we_chat</c>.</summary>
public sealed record ChannelBefore(string Channel, string Direction, long FirstPurchases, long RepeatPurchases, long MarginMinor)
{
    public long Purchases => FirstPurchases + RepeatPurchases;
}

/// <summary>One to three channels, one after the other.</summary>
public sealed record ChannelPath(IReadOnlyList<string> Channels, long FirstPurchases, long RepeatPurchases, long MarginMinor)
{
    public long Purchases => FirstPurchases + RepeatPurchases;
}
