using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds.Ties;

/// <summary>The customers of one grade behind a figure of the coverage, the most valuable first.</summary>
[Needs(ValueRights.Read)]
internal sealed record TiedCustomers : IQuestion<TiedFound>
{
    /// <summary>major, minor, ordinary, small; nothing for those without a grade.</summary>
    [StringLength(20)] public string? Grade { get; init; }

    /// <summary>Of which level; nothing for ties of any.</summary>
    public TieLevel? Level { get; init; }

    /// <summary>Those who have one, or those who have none; nothing for both.</summary>
    public bool? Has { get; init; }
    public TiedPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<TiedCustomers, TiedFound>
    {
        public async Task<TiedFound> Handle(TiedCustomers request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var (grade, level, has) = (request.Grade, request.Level, request.Has);
            var fitting = db.Tied(actor, firm.DayOf(clock.GetUtcNow())).Where(c => c.Grade == grade);
            if (has is { } wanted)
                fitting = level switch
                {
                    TieLevel.Financial => fitting.Where(c => c.Financial == wanted),
                    TieLevel.Social => fitting.Where(c => c.Social == wanted),
                    TieLevel.Structural => fitting.Where(c => c.Structural == wanted),
                    _ => fitting.Where(c => (c.Social || c.Financial || c.Structural) == wanted),
                };
            if (request.After is { } after)
            {
                var (value, id) = (after.ValueMinor, after.Id);
                fitting = grade is null ? fitting.Where(c => c.Id < id) : fitting.Where(c => c.ValueMinor <= value && (c.ValueMinor < value || c.Id < id));
            }
            // Whoever has a grade has a value; the others come by when they were entered.
            var found = await (grade is null ? fitting.OrderByDescending(c => c.Id) : fitting.OrderByDescending(c => c.ValueMinor).ThenByDescending(c => c.Id)).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            var owners = shown.Select(c => c.OwnerId).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var rules = await db.Setting<TieRules>(ct);
            return new()
            {
                Currency = firm.BaseCurrency, Rows = [.. shown.Select(c => c.Row(c.OwnerId is { } owner ? people.GetValueOrDefault(owner) : null, rules))],
                Next = found.Count > request.Count ? new TiedPlace(shown[^1].ValueMinor ?? 0, shown[^1].Id) : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/bonds/customers", (string? grade, Named<TieLevel>? level, bool? has, TiedPlace? after, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new TiedCustomers { Grade = grade, Level = level?.Value, Has = has, After = after, Count = count ?? 50 }, ct)).Produces<TiedFound>().WithSummary("Customers of one grade with or without ties of a level");
}

/// <summary>A page of customers.</summary>
internal sealed record TiedFound
{
    public string Currency { get; init; } = "";
    public required IReadOnlyList<TiedRow> Rows { get; init; }
    public TiedPlace? Next { get; init; }
}

/// <summary>One customer, and which levels of ties there are.</summary>
internal sealed record TiedRow
{
    public required CustomerName Customer { get; init; }
    public string? Owner { get; init; }
    public long? ValueMinor { get; init; }
    public required IReadOnlyList<TieLevel> Levels { get; init; }

    /// <summary>Wanted by the rule of the grade and missing, the next one first.</summary>
    public required IReadOnlyList<TieLevel> Advice { get; init; }
}
