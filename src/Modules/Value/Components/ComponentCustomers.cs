using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Components;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>The customers within reach with the most of one of the six components, up to the day, the most first. What is still expected is not in it.</summary>
[Needs(ValueRights.Read)]
public sealed record ComponentCustomers : IQuestion<ComponentCustomersView>
{
    /// <summary>One of the six.</summary>
    public ValuePart Part { get; set; } = ValuePart.FirstPurchase;

    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }
    [Range(1, ComponentSums.Most)] public int Take { get; set; } = 100;

    internal sealed class Handler(GuanxiDb db, ComponentSums sums) : IHandler<ComponentCustomers, ComponentCustomersView>
    {
        public async Task<ComponentCustomersView> Handle(ComponentCustomers request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Part), !ComponentFigure.All.Contains(request.Part), "value.components.not_one", request.Part);
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Part = request.Part, Currency = currency };
            var counted = await sums.Of(db, actor, request.AsOf, run.Terms, request.Part, ct);
            var most = counted.Most.Where(m => m.AmountMinor != 0).ToList();
            var names = await ReachedNames.Of(db, actor, most.ConvertAll(m => m.Customer), ct);
            return new()
            {
                Part = request.Part, Currency = currency, AsOf = day, Customers = counted.Customers, SumMinor = counted.Sums[(int)ComponentFigure.NumberOf(request.Part) - 1],
                Most = [.. most.Where(m => names.ContainsKey(m.Customer)).Take(request.Take).Select(m => new ComponentCustomer(m.Customer, names[m.Customer].Code, names[m.Customer].Name, names[m.Customer].Owner, m.AmountMinor))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/components/customers", (Named<ValuePart>? part, DateOnly? asOf, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new ComponentCustomers { Part = part?.Value ?? ValuePart.FirstPurchase, AsOf = asOf, Take = take ?? 100 }, ct)).Produces<ComponentCustomersView>().WithSummary("The customers with the most of a component of value");
}

/// <summary>Customers with the most of a component.</summary>
public sealed record ComponentCustomersView
{
    public ValuePart Part { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null until there was a run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Customers within reach, and what the component adds up to over all of them.</summary>
    public long Customers { get; init; }
    public long SumMinor { get; init; }
    public IReadOnlyList<ComponentCustomer> Most { get; init; } = [];
}

/// <summary>A customer and its amount of a component.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Code">The firm's number.</param>
/// <param name="Name">The name.</param>
/// <param name="OwnerName">Who looks after it.</param>
/// <param name="AmountMinor">Minor units of the base currency.</param>
public sealed record ComponentCustomer(Id<Customer> CustomerId, string Code, string Name, string? OwnerName, long AmountMinor);
