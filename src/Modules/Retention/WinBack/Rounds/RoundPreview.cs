using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Rounds;

/// <summary>Whom a round is for, as it is asked for; preview and start say it in the same words.</summary>
internal record RoundRequest
{
    /// <summary>More than these are no round but another year's work; the most valuable come first.</summary>
    public const int MostCustomers = 1_000;

    /// <summary>major, minor, ordinary, small.</summary>
    [MaxLength(4)] public List<string> Grades { get; set; } = [];

    /// <summary>decline, lost.</summary>
    [MaxLength(2)] public List<string> Stages { get; set; } = [];

    /// <summary>Total value of a customer, major units of the base currency.</summary>
    [Range(0, 10_000_000_000)] public decimal? LeastValue { get; set; }

    /// <summary>Part of the customers, by chance and within each grade, that nobody tries to win back.</summary>
    [Range(0.0, 0.5)] public double ControlShare { get; set; } = 0.1;
}

/// <summary>How many customers within one's scope a round would have, and how many of them would be set aside.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record RoundPreview : RoundRequest, IQuestion<RoundCount>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RoundPreview, RoundCount>
    {
        public async Task<RoundCount> Handle(RoundPreview request, Actor actor, CancellationToken ct)
        {
            var fitting = await RoundCustomers.Of(db, actor, request, ct);
            var drawn = RoundDraw.Of(fitting.Customers, request.ControlShare, seed: 0);
            return new()
            {
                Customers = fitting.Customers.Count, OverMost = fitting.OverMost, Never = fitting.Never, UnderWay = fitting.UnderWay,
                Grades = [.. drawn.GroupBy(d => d.Customer.Grade).OrderBy(g => Array.IndexOf(RoundCustomers.Grades, g.Key)).Select(g => new RoundGrade(g.Key, g.Count(d => !d.Control), g.Count(d => d.Control), g.Sum(d => d.Customer.ValueMinor)))],
                Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/win-back/rounds/preview", (RoundPreview request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<RoundCount>().WithSummary("How many customers a win-back round would have");
}

/// <summary>Whom a round would have.</summary>
internal sealed record RoundCount
{
    public int Customers { get; init; }

    /// <summary>Fitting ones beyond what a round may have; they have the least value.</summary>
    public int OverMost { get; init; }

    /// <summary>Left out because the firm does not want them back, and because an attempt runs or they are set aside already.</summary>
    public int Never { get; init; }
    public int UnderWay { get; init; }
    public IReadOnlyList<RoundGrade> Grades { get; init; } = [];
    public string Currency { get; init; } = "";
}

/// <summary>Of one grade.</summary>
internal sealed record RoundGrade(string Grade, int Treated, int Control, long ValueMinor);

/// <summary>Customers who fit a round, within the actor's scope.</summary>
internal static class RoundCustomers
{
    public static readonly string[] Grades = ["major", "minor", "ordinary", "small"];
    private static readonly string[] Stages = ["decline", "lost"];

    public static async Task<(IReadOnlyList<RoundCustomer> Customers, int OverMost, int Never, int UnderWay)> Of(GuanxiDb db, Actor actor, RoundRequest request, CancellationToken ct)
    {
        Refuse.Field(nameof(RoundRequest.Grades), request.Grades.Count == 0 || request.Grades.Exists(g => !Grades.Contains(g)), "retention.round.no_grade");
        Refuse.Field(nameof(RoundRequest.Stages), request.Stages.Count == 0 || request.Stages.Exists(s => !Stages.Contains(s)), "retention.round.no_stage");
        var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
        Refuse.Field(nameof(RoundRequest.LeastValue), request.LeastValue > 0 && currency.Length == 0, "retention.win_back.no_base_currency");
        var least = request.LeastValue is > 0 and var amount ? Money.Of(amount, currency).Minor : long.MinValue;
        var (grades, stages) = (request.Grades, request.Stages);
        var fitting = from face in db.Set<CustomerFace>().AsNoTracking()
                      join name in db.CustomerNamesFor(actor) on face.CustomerId equals name.Id
                      where grades.Contains(face.Grade!) && stages.Contains(face.Stage!) && face.ValueMinor >= least
                      select new { face.CustomerId, face.Grade, face.ValueMinor };
        var never = fitting.Where(c => db.Set<NeverWinBack>().Any(n => n.CustomerId == c.CustomerId && n.LiftedAt == null));
        var under = fitting.Where(c => db.Set<WinBackCase>().Any(w => w.CustomerId == c.CustomerId && (w.State == WinBackState.Running || w.State == WinBackState.SetAside)));
        var free = fitting.Where(c => !db.Set<NeverWinBack>().Any(n => n.CustomerId == c.CustomerId && n.LiftedAt == null)
            && !db.Set<WinBackCase>().Any(w => w.CustomerId == c.CustomerId && (w.State == WinBackState.Running || w.State == WinBackState.SetAside)));
        var chosen = await free.OrderByDescending(c => c.ValueMinor).ThenBy(c => c.CustomerId).Take(RoundRequest.MostCustomers).ToListAsync(ct);
        var all = chosen.Count < RoundRequest.MostCustomers ? chosen.Count : await free.CountAsync(ct);
        return ([.. chosen.Select(c => new RoundCustomer(c.CustomerId, c.Grade!, c.ValueMinor ?? 0))], all - chosen.Count, await never.CountAsync(ct), await under.CountAsync(ct));
    }
}
