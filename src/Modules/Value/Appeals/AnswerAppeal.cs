using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Appeals;

/// <summary>Answers an appeal: accepted, a grade is set by hand and a level anew with the answer as the reason; rejected, the answer says why.</summary>
[Needs(ValueRights.Edit)]
internal sealed record AnswerAppeal : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Appeal> AppealId { get; set; }
    public bool Accepted { get; set; }
    [Required, StringLength(500)] public string? Answer { get; set; }

    /// <summary>To accept an appeal against a grade: the right one, and the last day that it holds.</summary>
    [StringLength(20)] public string? Grade { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>To accept an appeal against a relationship level: the right one.</summary>
    public RelationshipLevel? Level { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IHandler<OverrideGrade, string> grades, IHandler<SetRelationshipLevel, RelationshipLevel> levels, Texts texts, TimeProvider clock) : IHandler<AnswerAppeal, bool>
    {
        public async Task<bool> Handle(AnswerAppeal request, Actor actor, CancellationToken ct)
        {
            var appeal = Refuse.Missing(await db.Set<Appeal>().FirstOrDefaultAsync(a => a.CustomerId == request.CustomerId && a.Id == request.AppealId, ct), "value.appeal.not_found");
            appeal.Close(request.Accepted, request.Answer!, actor.Id, clock.GetUtcNow());
            if (!request.Accepted) return false;
            if (appeal.Label == AppealLabel.Grade)
            {
                Refuse.Field(nameof(Grade), request.Grade is null || request.Until is null, "value.appeal.needs_grade");
                await grades.Handle(new() { CustomerId = request.CustomerId, Grade = request.Grade, Reason = request.Answer, Until = request.Until }, actor, ct);
            }
            else if (appeal.Label == AppealLabel.Level)
            {
                Refuse.Field(nameof(Level), request.Level is null, "value.appeal.needs_level");
                Refuse.If(!actor.May(CustomersRights.Edit), "kernel.right.missing", texts.OfRight(CustomersRights.Edit));
                await levels.Handle(new() { CustomerId = request.CustomerId, Level = request.Level!.Value, Reason = request.Answer }, actor, ct);
            }
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/appeals/{appealId}/answer", (Id<Customer> customerId, Id<Appeal> appealId, AnswerAppeal request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId, AppealId = appealId }, ct)).Produces<bool>().WithSummary("Answer an appeal");
}
