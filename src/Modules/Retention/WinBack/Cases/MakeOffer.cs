using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.PlayBooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Notes what was offered to win a customer back: at most what the play-book of the grade allows.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record MakeOffer : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<WinBackCase> WinBackId { get; set; }

    /// <summary>What it is worth, major units of the base currency.</summary>
    [Required, Range(0, 10_000_000_000)] public decimal? Offer { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<MakeOffer, bool>
    {
        public async Task<bool> Handle(MakeOffer request, Actor actor, CancellationToken ct)
        {
            var winBack = await db.WinBackOf(request.CustomerId, request.WinBackId, ct);
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            Refuse.Field(nameof(Offer), currency.Length == 0, "retention.win_back.no_base_currency");
            winBack.Offer(Money.Of(request.Offer!.Value, currency).Minor, (await db.Setting<PlayBooks.PlayBooks>(ct)).Of(winBack.Grade).OfferUpToMinor);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/win-backs/{winBackId}/offer",
        (Id<Customer> customerId, Id<WinBackCase> winBackId, MakeOffer request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, WinBackId = winBackId }, ct)).Produces<bool>().WithSummary("Note what was offered to win a customer back");
}
