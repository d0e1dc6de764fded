using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>Says that a customer is unfit for the firm, or lost, with the reason. Its state follows at once, its stage with the next run.</summary>
[Needs(CustomersRights.Edit)]
internal sealed record DeclareCustomer : IUseCase<Id<CustomerDeclaration>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public DeclaredAs As { get; set; }
    [Required, StringLength(500)] public string Reason { get; set; } = "";

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<DeclareCustomer, Id<CustomerDeclaration>>
    {
        public async Task<Id<CustomerDeclaration>> Handle(DeclareCustomer request, Actor actor, CancellationToken ct)
        {
            var (customer, kind) = (request.CustomerId, request.As);
            Refuse.If(await db.Set<CustomerDeclaration>().AnyAsync(d => d.CustomerId == customer && d.Kind == kind && d.LiftedAt == null, ct), "value.declaration.there_already");
            var (now, firm) = (clock.GetUtcNow(), await db.Setting<FirmSettings>(ct));
            var declaration = CustomerDeclaration.Make(customer, kind, request.Reason, actor.Id, now, firm.DayOf(now));
            db.Add(declaration);
            // Unfit outweighs lost, whichever was said later.
            var unfit = kind == DeclaredAs.Unfit || await db.Set<CustomerDeclaration>().AnyAsync(d => d.CustomerId == customer && d.Kind == DeclaredAs.Unfit && d.LiftedAt == null, ct);
            await ShownState.Change(db, customer, CustomerDeclaration.StateOf(unfit ? DeclaredAs.Unfit : kind), declaration.DeclaredOn, ct);
            return declaration.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/declarations", (Id<Customer> customerId, DeclareCustomer request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<Id<CustomerDeclaration>>().WithSummary("Say that a customer is unfit for the firm, or lost");
}
