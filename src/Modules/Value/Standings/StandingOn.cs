using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Grade, state and stage of one customer as they were told of a day.</summary>
[Needs(CustomersRights.Read)]
public sealed record StandingOn : IQuestion<PastStanding>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The day; null for the newest.</summary>
    public DateOnly? Day { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<StandingOn, PastStanding>
    {
        public async Task<PastStanding> Handle(StandingOn request, Actor actor, CancellationToken ct) => await LatestStandings.Of(db, request.CustomerId, request.Day, ct) is { } s
            ? new() { AsOf = s.AsOf, Grade = s.Grade, Colour = s.Colour, State = s.State, Stage = s.Stage, LoyaltyType = s.LoyaltyType } : new();
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/standing", (Id<Customer> customerId, DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new StandingOn { CustomerId = customerId, Day = asOf }, ct)).Produces<PastStanding>().WithSummary("Grade, state and stage of one customer on a day");
}

/// <summary>What a customer was on a day.</summary>
public sealed record PastStanding
{
    /// <summary>The day of the evaluation, that day or the newest before it; null where there was none.</summary>
    public DateOnly? AsOf { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? State { get; init; }
    public string? Stage { get; init; }
    public string? LoyaltyType { get; init; }
}
