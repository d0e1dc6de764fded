using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>Customers to choose from: found as in the list, within one's reach, at most twelve.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerChoices : IQuestion<IReadOnlyList<Choice>>
{
    [StringLength(200)] public string? Q { get; init; }

    /// <summary>The one that is not offered.</summary>
    public Id<Customer>? Except { get; init; }

    internal sealed class Handler(IHandler<CustomerList, CustomersFound> list) : IHandler<CustomerChoices, IReadOnlyList<Choice>>
    {
        private const int Most = 12;

        public async Task<IReadOnlyList<Choice>> Handle(CustomerChoices request, Actor actor, CancellationToken ct)
        {
            if (string.IsNullOrWhiteSpace(request.Q)) return [];
            var found = await list.Handle(new() { Q = request.Q, Count = Most + 1, WithTotal = false }, actor, ct);
            return [.. found.Rows.Where(r => r.Id != request.Except).Take(Most).Select(r => new Choice(r.Id.ToString(), r.City is { } city ? $"{r.Name} · {r.Code} · {city}" : $"{r.Name} · {r.Code}"))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/choices", (string? q, Id<Customer>? except, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerChoices { Q = q, Except = except }, ct)).Produces<IReadOnlyList<Choice>>().WithSummary("Customers to choose from");
}
