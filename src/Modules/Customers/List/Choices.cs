using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>One of the people or units that a box with search offers.</summary>
public sealed record Choice(string Value, string Text);

/// <summary>People to choose an owner from: by part of the name, at most twenty.</summary>
[NeedsNoRight("Everybody knows their colleagues by name.")]
public sealed record OwnerChoices : IQuestion<IReadOnlyList<Choice>>
{
    [StringLength(60)] public string? Q { get; init; }

    /// <summary>Instead: this one, to be shown as chosen.</summary>
    public Id<Person>? Chosen { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<OwnerChoices, IReadOnlyList<Choice>>
    {
        public async Task<IReadOnlyList<Choice>> Handle(OwnerChoices request, Actor actor, CancellationToken ct)
        {
            var people = db.PersonNames();
            if (request.Chosen is { } chosen) people = people.Where(p => p.Id == chosen);
            else
            {
                people = people.Where(p => p.Active);
                if (!string.IsNullOrWhiteSpace(request.Q)) people = people.Where(p => p.Name.Contains(request.Q.Trim()));
            }
            return [.. (await people.ToListAsync(ct)).OrderBy(p => p.Name, ByName.Order).ThenBy(p => p.Id.Value).Take(20).Select(p => new Choice(p.Id.ToString(), p.Name))];
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/owner-choices", (string? q, Asker asker, CancellationToken ct) => asker.Answer(new OwnerChoices { Q = q }, ct))
            .Produces<IReadOnlyList<Choice>>().WithSummary("People to choose an owner from");
}

/// <summary>Units to choose from: by part of the name, at most twenty, within one's scope.</summary>
[NeedsNoRight("Everybody knows the firm's shops and teams.")]
public sealed record UnitChoices : IQuestion<IReadOnlyList<Choice>>
{
    [StringLength(60)] public string? Q { get; init; }

    /// <summary>Instead: this one, to be shown as chosen.</summary>
    public Id<Unit>? Chosen { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<UnitChoices, IReadOnlyList<Choice>>
    {
        public async Task<IReadOnlyList<Choice>> Handle(UnitChoices request, Actor actor, CancellationToken ct)
        {
            var units = db.UnitNames();
            if (request.Chosen is { } chosen) units = units.Where(u => u.Id == chosen);
            else
            {
                if (actor.Scope != Scope.All) units = units.Where(u => actor.Units.Contains(u.Id));
                if (!string.IsNullOrWhiteSpace(request.Q)) units = units.Where(u => u.Name.Contains(request.Q.Trim()));
            }
            return [.. (await units.OrderBy(u => u.Path).Take(20).ToListAsync(ct)).Select(u => new Choice(u.Id.Value.ToString(CultureInfo.InvariantCulture), u.Name))];
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/unit-choices", (string? q, Asker asker, CancellationToken ct) => asker.Answer(new UnitChoices { Q = q }, ct))
            .Produces<IReadOnlyList<Choice>>().WithSummary("Units to choose from");
}
