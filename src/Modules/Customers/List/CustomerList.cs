using System.ComponentModel.DataAnnotations;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Customers by filter and order, a page at a time.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerList : CustomerFilter, IQuestion<CustomersFound>
{
    /// <summary>The place after which the page begins.</summary>
    [StringLength(30)] public string? After { get; init; }

    /// <summary>The place before which the page ends.</summary>
    [StringLength(30)] public string? Before { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 25;

    /// <summary>Without: rows only.</summary>
    public bool WithTotal { get; init; } = true;

    public static CustomerList Of(CustomerFilter filter) => new()
    {
        Q = filter.Q, Kind = filter.Kind, Owner = filter.Owner, Unit = filter.Unit, Grade = filter.Grade, Stage = filter.Stage, State = filter.State, Colour = filter.Colour, Source = filter.Source,
        Tag = filter.Tag, List = filter.List, Country = filter.Country, AtRisk = filter.AtRisk, Sort = filter.Sort,
    };

    internal sealed class Handler(GuanxiDb db, ITokenIndex index, CompleteNumber complete, ListScope scope, CustomerCount count) : IHandler<CustomerList, CustomersFound>
    {
        public async Task<CustomersFound> Handle(CustomerList request, Actor actor, CancellationToken ct)
        {
            var filter = request.Tidy();
            Refuse.If(filter.NeedsWorth && !actor.May(CustomersRights.Worth), "kernel.right.missing", CustomersRights.Worth);
            await KeptLists.RightOf(db, filter.List, actor, ct);
            var parts = new ListParts(filter, actor, await scope.Units(filter.Unit, ct), await complete.Find(filter.Q, actor, ct), index);
            var reader = new ListReader(db, parts, actor);

            var backwards = request.Before is not null;
            var place = ListPlace.Of(request.Before ?? request.After);
            var rows = await reader.Read(place, backwards, request.Count + 1, ct);
            var more = rows.Count > request.Count;
            if (more) rows.RemoveAt(request.Count);
            if (backwards) rows.Reverse();
            await Name(rows, ct);
            return new()
            {
                Rows = rows,
                Previous = rows.Count > 0 && (backwards ? more : place is not null) ? rows[0].Place : null,
                Next = rows.Count > 0 && (backwards || more) ? rows[^1].Place : null,
                Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
                Total = !request.WithTotal ? null : place is null && !more ? new(rows.Count, TotalKind.Exact) : await count.Of(db, parts, ct),
            };
        }

        private async Task Name(List<CustomerRow> rows, CancellationToken ct)
        {
            var names = await db.NamesOf(rows.Select(r => r.OwnerId).OfType<Id<Person>>(), ct);
            for (var i = 0; i < rows.Count; i++)
                if (rows[i].OwnerId is { } owner) rows[i] = rows[i] with { OwnerName = names.GetValueOrDefault(owner) };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers", ([AsParameters] Query query, Asker asker, CancellationToken ct) => asker.Answer(query.ToList(), ct))
            .Produces<CustomersFound>().WithSummary("Customers by filter and order, a page at a time");

    /// <summary>The words of the address, each of which may be missing.</summary>
    internal sealed record Query
    {
        public string? Q { get; init; }
        public string? Kind { get; init; }
        public string? Owner { get; init; }
        public Id<Unit>? Unit { get; init; }
        public string? Grade { get; init; }
        public string? Stage { get; init; }
        public string? State { get; init; }
        public string? Colour { get; init; }
        public string? Source { get; init; }
        public string? Tag { get; init; }
        public Id<KeptList>? List { get; init; }
        public string? Country { get; init; }
        public bool? AtRisk { get; init; }
        public string? Sort { get; init; }
        public string? After { get; init; }
        public string? Before { get; init; }
        public int? Count { get; init; }

        public CustomerList ToList() => new()
        {
            Q = Q, Kind = Enum.TryParse<CustomerKind>(Kind, ignoreCase: true, out var kind) ? kind : null, Owner = Owner, Unit = Unit, Grade = Grade, Stage = Stage, State = State, Colour = Colour,
            Source = Source, Tag = Tag, List = List, Country = Country, AtRisk = AtRisk ?? false, Sort = Sort, After = After, Before = Before, Count = Count ?? 25,
        };
    }
}

/// <summary>A page of a list.</summary>
public sealed record CustomersFound : IListed
{
    int IListed.Listed => Rows.Count;

    public required IReadOnlyList<CustomerRow> Rows { get; init; }

    /// <summary>Give it as <c>before</c> for the page before; null on the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Give it as <c>after</c> for the page after; null on the last.</summary>
    public string? Next { get; init; }
    public ListTotal? Total { get; init; }

    /// <summary>The base currency: of value and risk.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>How many there are.</summary>
public sealed record ListTotal(long Count, TotalKind Kind);

public enum TotalKind { Exact, AtLeast, About }

/// <summary>A customer in a list. Phone and e-mail are masked for who may not see them, what the customer is worth is left out.</summary>
public sealed record CustomerRow
{
    public required Id<Customer> Id { get; init; }
    public required string Code { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Country { get; init; }
    public string? Province { get; init; }
    public string? City { get; init; }
    public string? Source { get; init; }
    public Id<Person>? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Stage { get; init; }
    public string? State { get; init; }

    /// <summary>Total value, minor units of the base currency; null for who may not see values, as money at risk and churn are.</summary>
    public long? ValueMinor { get; init; }
    public long? RiskMinor { get; init; }
    public double? Churn { get; init; }
    public DateOnly? LastPurchaseOn { get; init; }

    /// <summary>Its place in this list.</summary>
    public required string Place { get; init; }
}
