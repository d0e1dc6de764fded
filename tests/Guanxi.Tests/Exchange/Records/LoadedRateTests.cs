using System.Globalization;
using Guanxi.Exchange.Imports;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Value.Satisfaction;

namespace Guanxi.Tests.Exchange.Records;

[Trait("Row", "PLT-2")]
public sealed class LoadedRateTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Loaded_complaints_count_for_the_complaint_rate_and_for_quality_and_taken_back_they_do_not()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await app.Load("order,customer,date,amount\n" + string.Concat(Enumerable.Range(0, 40).Select(n => string.Create(CultureInfo.InvariantCulture, $"L{n},L-{n % 20},{today.AddDays(-20 - n):yyyy-MM-dd},5\n"))), new AnswerImport { Currency = "CNY" });
        var id = await app.LoadRecords("complaint no,customer id,received at,what the customer said,verdict\n" + string.Concat(Enumerable.Range(0, 4)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"L{n},L-{n},{today.AddDays(-10):yyyy-MM-dd},Damp,{(n < 3 ? "justified" : "not justified")}\n"))));
        await Guanxi.Tests.Value.Insight.Run(app, today);
        (await Complaints(today)).ShouldBe(1_000 * 3 / 40.0, 1e-9);
        (await app.Run(new ComplaintQuality { From = today.AddDays(-30), To = today })).Value.All.Complaints.ShouldBe(4);

        await app.Undo(id);
        await Guanxi.Tests.Value.Insight.Run(app, today);

        (await Complaints(today)).ShouldBe(0, 1e-9);
    }

    private async Task<double> Complaints(DateOnly today) =>
        (await app.Run(new SatisfactionFigures { From = today.AddDays(-89), To = today })).Value.All!.Of(SatisfactionMeasure.Complaints).Value!.Value;
}
