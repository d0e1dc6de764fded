using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Compensation;

/// <summary>What may be given to a customer who complained with reason, beside money.</summary>
[Needs(ServiceRights.Read)]
internal sealed record GiftList : IQuestion<GiftsFound>
{
    /// <summary>Also those that are no longer offered.</summary>
    public bool WithFormer { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<GiftList, GiftsFound>
    {
        public async Task<GiftsFound> Handle(GiftList request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            return new() { Currency = currency, Rows = [.. (await db.Set<Gift>().AsNoTracking().Where(g => g.Offered || request.WithFormer).OrderBy(g => g.Id).ToListAsync(ct)).Select(g => new GiftRow { Id = g.Id, Name = g.Name, Cost = new(g.CostMinor, currency), Offered = g.Offered })] };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/gifts", (bool? withFormer, Asker asker, CancellationToken ct) => asker.Answer(new GiftList { WithFormer = withFormer ?? false }, ct))
        .Produces<GiftsFound>().WithSummary("What may be given to a customer who complained");
}

/// <summary>Gifts, and the currency in which they are reckoned.</summary>
public sealed record GiftsFound
{
    public required string Currency { get; init; }
    public required IReadOnlyList<GiftRow> Rows { get; init; }
}

/// <summary>A gift and what it costs the firm.</summary>
public sealed record GiftRow
{
    public required Id<Gift> Id { get; init; }
    public required string Name { get; init; }
    public required Money Cost { get; init; }
    public required bool Offered { get; init; }
}

/// <summary>Adds a gift, changes one, or takes one out of the choice.</summary>
[Needs(ServiceRights.Plan)]
public sealed record EditGift : IUseCase<Id<Gift>>
{
    /// <summary>None for a new one.</summary>
    public Id<Gift>? GiftId { get; set; }
    [Required, StringLength(120)] public string? Name { get; set; }

    /// <summary>Major units of the base currency.</summary>
    [Range(0, 10_000_000_000)] public decimal Cost { get; set; }
    public bool Offered { get; set; } = true;

    internal sealed class Handler(GuanxiDb db) : IHandler<EditGift, Id<Gift>>
    {
        public async Task<Id<Gift>> Handle(EditGift request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            Refuse.If(currency.Length == 0, "service.complaint.no_base_currency");
            var cost = Money.Of(request.Cost, currency).Minor;
            if (request.GiftId is not { IsNone: false } id)
            {
                var added = Gift.Of(request.Name!, cost);
                db.Add(added);
                return added.Id;
            }
            Refuse.Missing(await db.Set<Gift>().FirstOrDefaultAsync(g => g.Id == id, ct), "service.gift.not_found").Change(request.Name!, cost, request.Offered);
            return id;
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/complaints/gifts", (EditGift request, Asker asker, CancellationToken ct) => asker.Created(request with { GiftId = null }, _ => "/api/complaints/gifts", ct))
            .Produces<Id<Gift>>(StatusCodes.Status201Created).WithName("addGift").WithSummary("Add a gift");
        api.MapPut("/complaints/gifts/{giftId}", (Id<Gift> giftId, EditGift request, Asker asker, CancellationToken ct) => asker.Answer(request with { GiftId = giftId }, ct)).Produces<Id<Gift>>().WithSummary("Change a gift, or take it out of the choice");
    }
}
