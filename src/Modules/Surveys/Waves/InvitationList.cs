using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Surveys.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves;

/// <summary>Invitations of a survey to customers within one's scope whose links nobody has passed on yet and need wait no longer, the oldest first: what a person or a message gateway sends. Who has said no since is left out; of a survey that is closed there are none.</summary>
[Needs(SurveysRights.Invite)]
internal sealed record InvitationList : IQuestion<InvitationsFound>
{
    public Id<Survey> SurveyId { get; init; }
    [Range(1, 500)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, Inviting inviting, TimeProvider clock) : IHandler<InvitationList, InvitationsFound>
    {
        public async Task<InvitationsFound> Handle(InvitationList request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var waiting = db.InvitationsFor(actor).Where(i => i.SurveyId == request.SurveyId && i.HandedOutAt == null && db.Set<Survey>().Any(s => s.Id == i.SurveyId && s.State == SurveyState.Open) && (i.WaitsUntil == null || i.WaitsUntil <= now) && db.Set<Ticket>().Any(t => t.InvitationId == i.Id && t.ExpiresAt > now));
            var found = await waiting.OrderBy(i => i.Id).Take(request.Count).Select(i => new { i.Id, i.CustomerId, i.InvitedAt }).ToListAsync(ct);
            var ids = found.Select(i => i.Id).ToList();
            var tickets = await db.Set<Ticket>().AsNoTracking().Where(t => ids.Contains(t.InvitationId)).ToDictionaryAsync(t => t.InvitationId, ct);
            var names = await db.CustomerNamesFor(actor, [.. found.Select(i => i.CustomerId)], ct);
            var declined = await inviting.Declined([.. found.Select(i => i.CustomerId).Distinct()], ct);
            return new()
            {
                Waiting = await waiting.Take(10_001).CountAsync(ct),
                // Answered between two looks, a ticket is gone.
                Rows = [.. found.Where(i => names.ContainsKey(i.CustomerId) && !declined.Contains(i.CustomerId) && tickets.ContainsKey(i.Id)).Select(i => new InvitationRow { Id = i.Id, Customer = names[i.CustomerId], InvitedAt = i.InvitedAt, Path = tickets[i.Id].Path })],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/{surveyId}/invitations", (Id<Survey> surveyId, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new InvitationList { SurveyId = surveyId, Count = count ?? 50 }, ct)).Produces<InvitationsFound>().WithSummary("Links that wait to be passed on to customers");
}

/// <summary>Links that wait.</summary>
internal sealed record InvitationsFound
{
    /// <summary>All of them; 10,001 for more than 10,000.</summary>
    public required int Waiting { get; init; }
    public required IReadOnlyList<InvitationRow> Rows { get; init; }
}

/// <summary>A link that waits to be passed on.</summary>
internal sealed record InvitationRow
{
    public required Id<Invitation> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Below the firm's own address.</summary>
    public required string Path { get; init; }
}

/// <summary>Notes that links were passed on to their customers.</summary>
[Needs(SurveysRights.Invite)]
internal sealed record HandOutInvitations : IUseCase<int>
{
    public Id<Survey> SurveyId { get; set; }
    public IReadOnlyList<Id<Invitation>> Invitations { get => field ?? []; set; } = [];

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<HandOutInvitations, int>
    {
        public async Task<int> Handle(HandOutInvitations request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.Invitations.Count is 0 or > 500, "surveys.invitation.none_chosen");
            var chosen = request.Invitations.ToList();
            var invitations = await db.Set<Invitation>().Where(i => i.SurveyId == request.SurveyId && chosen.Contains(i.Id)).ToListAsync(ct);
            var names = await db.CustomerNamesFor(actor, [.. invitations.Select(i => i.CustomerId)], ct);
            var reached = invitations.Where(i => names.ContainsKey(i.CustomerId)).ToList();
            foreach (var invitation in reached) invitation.HandOut(clock.GetUtcNow());
            return reached.Count;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys/{surveyId}/invitations/handed-out", (Id<Survey> surveyId, HandOutInvitations request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SurveyId = surveyId }, ct)).Produces<int>().WithSummary("Note that links were passed on");
}
