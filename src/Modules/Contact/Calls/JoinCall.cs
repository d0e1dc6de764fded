using System.ComponentModel.DataAnnotations;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Calls;

/// <summary>Says whose a call was: it becomes a contact with that customer, at the time of the call.</summary>
[Needs(ContactRights.Edit)]
internal sealed record JoinCall : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Call> CallId { get; set; }
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<JoinCall, bool>
    {
        public async Task<bool> Handle(JoinCall request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(CustomerId), request.CustomerId.IsNone, "contact.call.whose");
            var call = await db.CallToJoin(request.CallId, actor, ct);
            call.BecomeContact(db, request.CustomerId, actor.Id, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/calls/{callId}/join", (Id<Call> callId, JoinCall request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CallId = callId }, ct)).Produces<bool>().WithSummary("Say whose a call was");
}

/// <summary>Makes a new customer of somebody who called, with their number, and says that the call was theirs.</summary>
[Needs(CustomersRights.Edit)]
internal sealed record MakeCustomerOfCall : IUseCase<Id<Customer>>
{
    public Id<Call> CallId { get; set; }
    [Required, StringLength(200)] public string? Name { get; set; }

    /// <summary>It really is another customer than the one with the same number.</summary>
    public bool EvenIfKnown { get; set; }

    internal sealed class Handler(GuanxiDb db, IHandler<RegisterCustomer, Id<Customer>> register, Texts texts, TimeProvider clock) : IHandler<MakeCustomerOfCall, Id<Customer>>
    {
        public async Task<Id<Customer>> Handle(MakeCustomerOfCall request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!actor.May(ContactRights.Edit), "kernel.right.missing", texts.OfRight(ContactRights.Edit));
            var call = await db.CallToJoin(request.CallId, actor, ct);
            var customer = await register.Handle(new() { Name = request.Name!, Phone = call.Number, EvenIfKnown = request.EvenIfKnown }, actor, ct);
            call.BecomeContact(db, customer, actor.Id, clock.GetUtcNow());
            return customer;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/calls/{callId}/customer", (Id<Call> callId, MakeCustomerOfCall request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { CallId = callId }, id => $"/api/customers/{id}", ct)).Produces<Id<Customer>>(StatusCodes.Status201Created).WithSummary("Make a new customer of somebody who called");
}

internal static class CallsJoined
{
    public static async Task<Call> CallToJoin(this GuanxiDb db, Id<Call> id, Actor actor, CancellationToken ct)
    {
        Refuse.If(!await db.CallsFor(actor).AnyAsync(c => c.Id == id, ct), "contact.call.not_found");
        return await db.Set<Call>().FirstAsync(c => c.Id == id, ct);
    }

    public static void BecomeContact(this Call call, GuanxiDb db, Id<Customer> customer, Id<Person> by, DateTimeOffset now)
    {
        call.Join(customer, by, now);
        db.Add(ContactEntry.Log(customer, new(ContactChannel.Call, ContactDirection.FromCustomer, call.Minutes, call.Purpose, call.Words), call.TakenBy, call.HappenedAt, call.HappenedOn, now));
    }
}
