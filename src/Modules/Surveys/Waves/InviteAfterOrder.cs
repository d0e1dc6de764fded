using Guanxi.Data;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves;

/// <summary>Invites a sample of those who bought. Orders of a file are history and invite nobody.</summary>
internal sealed class InviteAfterOrder(UseCases useCases, GuanxiDb db) : IListen<OrderPlaced>
{
    public async Task Hear(OrderPlaced happened, CancellationToken ct)
    {
        if (happened.Kind != OrderKind.Sale || !await db.Set<Survey>().AnyAsync(s => s.State == SurveyState.Open && s.Occasion == SurveyOccasion.Order, ct)) return;
        _ = (await useCases.Run(new InviteBuyer { OrderId = happened.OrderId, CustomerId = happened.CustomerId }, Actor.System, ct)).Value;
    }
}

/// <summary>Invites whoever bought to the surveys that are sent after a purchase, by their share of chances. Asked for by the product itself.</summary>
[Needs(SurveysRights.Invite)]
internal sealed record InviteBuyer : IUseCase<int>
{
    public Id<Order> OrderId { get; set; }
    public Id<Customers.Customer> CustomerId { get; set; }

    internal sealed class Handler(GuanxiDb db, Inviting inviting) : IHandler<InviteBuyer, int>
    {
        public async Task<int> Handle(InviteBuyer request, Actor actor, CancellationToken ct)
        {
            var order = await db.Set<Order>().AsNoTracking().Where(o => o.CustomerId == request.CustomerId && o.Id == request.OrderId).Select(o => new { o.UnitId }).FirstOrDefaultAsync(ct);
            // A merge or an undone act may have been quicker; and the same purchase may be heard of twice.
            if (order is null || (await inviting.AskedLately([request.CustomerId], ct)).Count > 0) return 0;
            if ((await inviting.Declined([request.CustomerId], ct)).Count > 0) return 0;
            var survey = await db.Set<Survey>().AsNoTracking().Where(s => s.State == SurveyState.Open && s.Occasion == SurveyOccasion.Order).OrderBy(s => s.Id).FirstOrDefaultAsync(ct);
            if (survey is null || !Draws(request.OrderId, survey.SamplePercent)) return 0;
            var occasion = $"order:{request.OrderId}";
            if (await db.Set<Invitation>().AnyAsync(i => i.CustomerId == request.CustomerId && i.Occasion == occasion, ct)) return 0;
            inviting.Invite(survey, request.CustomerId, occasion, order.UnitId, Actor.System.Id);
            return 1;
        }

        /// <summary>By the order's own number, well mixed: heard of twice, it is drawn the same way.</summary>
        internal static bool Draws(Id<Order> order, int percent) => ((ulong)order.Value * 0x9E3779B97F4A7C15UL >> 32) % 100 < (ulong)percent;
    }
}
