using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Surveys.Waves;

/// <summary>Invites one customer to answer a survey. Answers with the link; pass it on.</summary>
[Needs(SurveysRights.Invite)]
internal sealed record InviteCustomer : IUseCase<string>, IConcerns<Customer>
{
    public Id<Survey> SurveyId { get; set; }
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IDatabase database, Inviting inviting) : IHandler<InviteCustomer, string>
    {
        public async Task<string> Handle(InviteCustomer request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(CustomerId), request.CustomerId.IsNone, "customers.customer.not_found");
            var survey = await db.SurveyOf(request.SurveyId, ct);
            await db.HoldCustomers(database, [request.CustomerId], ct);
            Refuse.Field(nameof(CustomerId), (await inviting.AskedLately([request.CustomerId], ct)).Count > 0, "surveys.invitation.asked_lately", (await db.Setting<SurveySettings>(ct)).QuietDays);
            Refuse.Field(nameof(CustomerId), (await inviting.Declined([request.CustomerId], ct)).Count > 0, "surveys.invitation.declined");
            return inviting.Invite(survey, request.CustomerId, actor.Id).Path;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/surveys/{surveyId}", (Id<Customer> customerId, Id<Survey> surveyId, Asker asker, CancellationToken ct) =>
        asker.Answer(new InviteCustomer { CustomerId = customerId, SurveyId = surveyId }, ct)).Produces<string>().WithMetadata(KeepsNoAnswer.Instance).WithSummary("Invite a customer to answer a survey");
}
