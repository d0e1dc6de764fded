using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Service;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves.After;

/// <summary>Hears what happened to customers. Each is heard of once more where the product was stopped meanwhile: the invitation remembers what it is about.</summary>
internal sealed class WhatHappened(UseCases useCases, GuanxiDb db)
{
    public async Task Tell(Happened happened, CancellationToken ct)
    {
        // Where no survey is sent after such things nothing is to be written, not even in the audit.
        if ((await db.SurveysAfter(happened.Occasion, ct)).Count == 0) return;
        _ = (await useCases.Run(new InviteAfter { Occasion = happened.Occasion, AboutId = happened.AboutId, CustomerId = happened.CustomerId, UnitId = happened.UnitId, PersonId = happened.PersonId }, Actor.System, ct)).Value;
    }
}

/// <summary>Invites a sample of those who bought. Orders of a file are history and invite nobody.</summary>
internal sealed class InviteAfterOrder(WhatHappened happenings, GuanxiDb db) : IListen<OrderPlaced>
{
    public async Task Hear(OrderPlaced happened, CancellationToken ct)
    {
        if (happened.Kind != OrderKind.Sale) return;
        var order = await db.Set<Order>().AsNoTracking().Where(o => o.CustomerId == happened.CustomerId && o.Id == happened.OrderId).Select(o => new { o.UnitId, o.SellerId }).FirstOrDefaultAsync(ct);
        // A merge or an undone act may have been quicker.
        if (order is not null) await happenings.Tell(new(SurveyOccasion.Order, happened.OrderId.Value, happened.CustomerId, order.UnitId, order.SellerId), ct);
    }
}

/// <summary>Invites a sample of those whose complaint was closed. Who took it back is left in peace.</summary>
internal sealed class InviteAfterComplaint(WhatHappened happenings) : IListen<ComplaintClosed>
{
    public Task Hear(ComplaintClosed happened, CancellationToken ct) =>
        happened.Withdrawn ? Task.CompletedTask : happenings.Tell(new(SurveyOccasion.Complaint, happened.ComplaintId, happened.CustomerId, happened.UnitId, happened.HandlerId), ct);
}

/// <summary>Invites a sample of those whose request was solved.</summary>
internal sealed class InviteAfterRequest(WhatHappened happenings) : IListen<RequestSolved>
{
    public Task Hear(RequestSolved happened, CancellationToken ct) => happenings.Tell(new(SurveyOccasion.Request, happened.RequestId, happened.CustomerId, happened.UnitId, happened.HandlerId), ct);
}

/// <summary>Invites a sample of those who were visited or met, about the shop of whoever met them. What is noted long afterwards invites nobody.</summary>
internal sealed class InviteAfterVisit(WhatHappened happenings, GuanxiDb db, TimeProvider clock) : IListen<CustomerMet>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public async Task Hear(CustomerMet happened, CancellationToken ct)
    {
        if (happened.MetAt < clock.GetUtcNow() - Longest) return;
        var unit = await db.PersonNames().Where(p => p.Id == happened.PersonId).Select(p => (Id<Unit>?)p.UnitId).FirstOrDefaultAsync(ct);
        await happenings.Tell(new(SurveyOccasion.Visit, happened.ContactId, happened.CustomerId, unit, happened.PersonId), ct);
    }
}
