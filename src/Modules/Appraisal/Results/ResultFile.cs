using Guanxi.Appraisal.Periods;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Appraisal.Results;

internal enum ResultKind { Position, Pay }

/// <summary>The position list or the pay list of a signed period, as a file for who decides on positions and pay.</summary>
[Needs(AppraisalRights.Export)]
internal sealed record ResultFile : IQuestion<ResultSheet>, IConcerns<AppraisalPeriod>
{
    public Id<AppraisalPeriod> PeriodId { get; init; }
    public ResultKind Kind { get; init; }

    Id<AppraisalPeriod> IConcerns<AppraisalPeriod>.Subject => PeriodId;

    internal sealed class Handler(IHandler<ResultList, ResultsFound> list, Texts texts) : IHandler<ResultFile, ResultSheet>
    {
        public async Task<ResultSheet> Handle(ResultFile request, Actor actor, CancellationToken ct)
        {
            var found = await list.Handle(new() { PeriodId = request.PeriodId }, actor, ct);
            // What is not signed is no basis for anybody's pay.
            Refuse.If(found.Stage != PeriodStage.Signed, "appraisal.period.not_signed");
            return await ResultSheet.Of(found, request.Kind, texts, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/appraisals/periods/{periodId}/position.xlsx", (Id<AppraisalPeriod> periodId, Asker asker, CancellationToken ct) => Download(periodId, ResultKind.Position, asker, ct))
            .Produces(200, contentType: ResultSheet.MediaType).WithName("positionList").WithSummary("The position list of a signed period as a file");
        api.MapGet("/appraisals/periods/{periodId}/pay.xlsx", (Id<AppraisalPeriod> periodId, Asker asker, CancellationToken ct) => Download(periodId, ResultKind.Pay, asker, ct))
            .Produces(200, contentType: ResultSheet.MediaType).WithName("payList").WithSummary("The pay list of a signed period as a file");
    }

    private static async Task<IResult> Download(Id<AppraisalPeriod> period, ResultKind kind, Asker asker, CancellationToken ct)
    {
        var outcome = await asker.Run(new ResultFile { PeriodId = period, Kind = kind }, ct);
        return outcome.Ok ? Microsoft.AspNetCore.Http.Results.File(outcome.Value.Content, ResultSheet.MediaType, outcome.Value.Name) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
    }
}
