using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Staff;
using Guanxi.Value.Levels;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Customers within reach with whom the firm keeps in touch less closely than pays, the most valuable first.</summary>
[Needs(ValueRights.Read)]
public sealed record LevelGaps : IQuestion<LevelGapPage>
{
    /// <summary>From the row before: <see cref="LevelGapPage.Next"/>.</summary>
    public int? AfterPlace { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db) : IHandler<LevelGaps, LevelGapPage>
    {
        public async Task<LevelGapPage> Handle(LevelGaps request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, null, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            var bands = LevelBands.Of(await db.Setting<LevelSettings>(ct), run);
            var (high, low, place) = (bands.HighMinor, bands.LowMinor, request.AfterPlace ?? 0);
            // Advised is margin + 2 − number, in the database as in RelationshipLevels.
            var (a, b, c, d) = (2 - bands.Number[0], 2 - bands.Number[1], 2 - bands.Number[2], 2 - bands.Number[3]);
            var found = await (from l in db.Set<PractisedLevel>().AsNoTracking().Where(l => l.Current)
                               join s in db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day && s.Place > place) on l.CustomerId equals s.CustomerId
                               join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                               where (int)l.Level < (s.CurrentMinor >= high ? 2 : s.CurrentMinor >= low ? 1 : 0) + (s.Class == "A" ? a : s.Class == "B" ? b : s.Class == "C" ? c : d)
                               orderby s.Place
                               select new { l.Level, s, name }).Take(request.Take + 1).ToListAsync(ct);
            var owners = found.Select(r => r.name.OwnerId).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return new()
            {
                AsOf = day, Currency = currency, Next = found.Count > request.Take ? found[request.Take - 1].s.Place : null,
                Customers =
                [
                    .. found.Take(request.Take).Select(r => new LevelGap
                    {
                        Practised = r.Level, Advised = bands.Advised(r.s.Class, r.s.CurrentMinor), Standing = StandingRow.Of(r.s, r.name, r.name.OwnerId is { } id ? people.GetValueOrDefault(id) : null),
                    }),
                ],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/levels", (int? after, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new LevelGaps { AfterPlace = after, Take = take ?? 50 }, ct)).Produces<LevelGapPage>().WithSummary("Customers kept in touch with less closely than pays");
}

/// <summary>Some rows of the list.</summary>
public sealed record LevelGapPage
{
    /// <summary>Null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";
    public IReadOnlyList<LevelGap> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Next { get; init; }
}

/// <summary>One customer who deserves more.</summary>
public sealed record LevelGap
{
    public RelationshipLevel Practised { get; init; }
    public RelationshipLevel Advised { get; init; }
    public StandingRow Standing { get; init; } = new();
}
