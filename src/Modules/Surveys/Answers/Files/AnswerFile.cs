using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers.Files;

/// <summary>Answers as the list shows them, as a file. With one survey chosen and nothing else, its anonymous answers come along where there are enough of them, without customer, shop, day or order.</summary>
[Needs(SurveysRights.Export)]
internal sealed record AnswerFile : IQuestion<AnswerSheet>, IConcerns<Customer>
{
    public AnswerView View { get; init; }
    public Id<Survey>? SurveyId { get; init; }

    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IHandler<AnswerList, AnswersFound> list, Texts texts) : IHandler<AnswerFile, AnswerSheet>
    {
        public const int MostRows = 20_000;
        private const int AtOnce = 2_000;

        public async Task<AnswerSheet> Handle(AnswerFile request, Actor actor, CancellationToken ct)
        {
            List<AnswerRow> rows = [];
            for (Cursor? after = null; ;)
            {
                var page = await list.Handle(new() { View = request.View, SurveyId = request.SurveyId, CustomerId = request.CustomerId, Since = request.Since, Until = request.Until, After = after, Count = AtOnce }, actor, ct);
                rows.AddRange(page.Rows);
                Refuse.If(rows.Count > MostRows || (rows.Count == MostRows && page.Next is not null), "surveys.file.too_many", MostRows);
                if (page.Next is null) break;
                after = page.Next;
            }
            // Parts of anonymous answers would be groups so small that somebody might be told apart.
            var whole = request is { View: AnswerView.All, Since: null, Until: null } && request.CustomerId.IsNone;
            var nameless = whole && request.SurveyId is { } survey ? await NamelessAnswers.Of(db, survey, actor, texts, ct) : NamelessAnswers.None;
            return await AnswerSheet.Of(rows, nameless, await db.Setting<FirmSettings>(ct), texts, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/answers.xlsx",
        async (Named<AnswerView>? view, Id<Survey>? surveyId, Id<Customer>? customerId, DateOnly? since, DateOnly? until, Asker asker, CancellationToken ct) =>
        {
            var outcome = await asker.Run(new AnswerFile { View = view?.Value ?? AnswerView.All, SurveyId = surveyId, CustomerId = customerId ?? default, Since = since, Until = until }, ct);
            return outcome.Ok ? Microsoft.AspNetCore.Http.Results.File(outcome.Value.Content, AnswerSheet.MediaType, outcome.Value.Name) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
        }).Produces(200, contentType: AnswerSheet.MediaType).WithName("answerFile").WithSummary("Answers to surveys as a file");
}
