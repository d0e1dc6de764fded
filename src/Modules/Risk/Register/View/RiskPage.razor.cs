using Guanxi.Customers;
using Guanxi.Risk.Indicators;
using Guanxi.Risk.Register.Acts;
using Guanxi.Staff;
using Microsoft.AspNetCore.Components;

namespace Guanxi.Risk.Register.View;

public sealed partial class RiskPage
{
    private RiskView? view;
    private IReadOnlyList<PersonName> people = [];
    private IReadOnlyList<IndicatorNow> offered = [];
    private string? refusal;
    private string? sent;

    [Parameter] public long RiskId { get; set; }
    [SupplyParameterFromForm(FormName = "assess")] private AssessRisk Assess { get => field ??= new(); set; }
    [SupplyParameterFromForm(FormName = "amend")] private AmendRisk? Form { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private CloseRisk Closing { get => field ??= new(); set; }
    [SupplyParameterFromForm(FormName = "control")] private PlanControl Control { get => field ??= new(); set; }
    [SupplyParameterFromForm(FormName = "watch")] private WatchForm Watch { get => field ??= new(); set; }
    [SupplyParameterFromForm(Name = "InPlace")] private bool InPlace { get; set; }
    [SupplyParameterFromForm(Name = "Words")] private string? Words { get; set; }

    private Id<RegisteredRisk> Id => new(RiskId);
    private bool MayManage => Actor.May(RiskRights.Manage);

    protected override async Task OnInitializedAsync()
    {
        view = await Ask(new RiskDetails { RiskId = Id });
        refusal = Refusal;
        if (view is not { MayAct: true }) return;
        people = await Ask(new Colleagues()) ?? [];
        Form ??= new() { Kind = view.Row.Kind, Title = view.Row.Title, Description = view.Description, OwnerId = view.Row.OwnerId };
        // Those of its own kind first: who looks for another finds it below.
        offered = [.. (await Ask(new IndicatorList()) ?? []).OrderByDescending(i => i.Kind == view.Row.Kind)];
        if (Watch.Lines.Count > 0) return;
        foreach (var one in offered)
        {
            var used = view.Indicators.FirstOrDefault(w => w.Now.Key == one.Key)?.Now;
            Watch.Lines.Add(new() { Key = one.Key, Use = used is not null, Watch = IndicatorText.Typed(one.Unit, used?.Watch ?? one.Watch), Alarm = IndicatorText.Typed(one.Unit, used?.Alarm ?? one.Alarm) });
        }
    }

    private IndicatorUnit UnitOf(string? key) => offered.FirstOrDefault(o => o.Key == key)?.Unit ?? default;

    // Several forms of the page have fields of one name.
    private string? ErrorIn(string form, string field) => sent == form ? ErrorOf(field) : null;

    private bool MayReport(ControlRow control) => control.State != ControlState.Dropped && (view!.MayAct || control.OwnerId == Actor.Id);

    private bool IsGone(string form) => form.Split('-') switch
    {
        ["report", var id] => !view!.Controls.Any(c => c.Id.ToString() == id && MayReport(c)),
        ["assess" or "control" or "watch"] => !view!.MayAct,
        ["amend" or "close"] => !MayManage || view!.State != RiskState.Open,
        ["reopen"] => !MayManage || view!.State == RiskState.Open,
        _ => false,
    };

    private async Task Act<T>(IUseCase<T> act, string said, string? form = null)
    {
        sent = form;
        if ((await Run(act)).Ok) GoOn($"/risks/{RiskId}", said);
    }

    private Task Choose() => Act(new WatchIndicators
    {
        RiskId = Id,
        Indicators = [.. Watch.Lines.Where(l => l is { Use: true, Key: not null }).Select(l => new WatchedIndicator(l.Key!, IndicatorText.Read(UnitOf(l.Key), l.Watch), IndicatorText.Read(UnitOf(l.Key), l.Alarm)))],
    }, "risk.indicators.saved", "watch");

    private object Course(IndicatorNow now, IReadOnlyList<PastReading> past) => new
    {
        grid = new { left = 8, right = 8, top = 8, bottom = 8, containLabel = true },
        xAxis = new { type = "category", data = past.Select(p => p.On.ToString("d", System.Globalization.CultureInfo.CurrentCulture)) },
        yAxis = new { type = "value" },
        series = new[] { new { type = "line", name = T[now.Key], showSymbol = false, data = past.Select(p => p.Value) } },
    };

    /// <summary>Which indicators a risk watches, as they are typed.</summary>
    private sealed class WatchForm
    {
        public List<WatchLine> Lines { get; set; } = [];
    }

    private sealed class WatchLine
    {
        public string? Key { get; set; }
        public bool Use { get; set; }
        public string? Watch { get; set; }
        public string? Alarm { get; set; }
    }
}
