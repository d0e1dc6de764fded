using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Components;

namespace Guanxi.Exchange.Pages;

/// <summary>One import from its file to its receipt. Its state decides what is shown; the address only tells "change the mapping" from "see the result".</summary>
public sealed partial class ImportPage
{
    private ImportView? view;
    private JobView? job;
    private IReadOnlyList<ImportKind> kinds = [];

    [Parameter] public string ImportId { get; set; } = "";
    [SupplyParameterFromQuery(Name = "step")] private string? StepAsked { get; set; }
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private enum Step { Mapping, Result, Progress, Receipt }

    private Step Shown => view!.State switch
    {
        ImportState.Checking or ImportState.Writing or ImportState.Undoing => Step.Progress,
        ImportState.Done or ImportState.Undone => Step.Receipt,
        ImportState.Checked when StepAsked != "mapping" => Step.Result,
        _ => Step.Mapping,
    };

    private Id<Import> Id => Guanxi.Id<Import>.TryParse(ImportId, null, out var id) ? id : default;

    private string Subtitle => T[$"exchange.step.{Shown.ToString().ToLowerInvariant()}", view!.Survey.Rows, view.Survey.Columns.Count];

    private bool CanUndo => view!.FinishedAt > Clock.GetUtcNow().AddDays(-Import.UndoDays);

    private bool Loadable => view!.Records is { } records ? records.Findings is { Summary.NewRows: > 0 } : view.Findings is { MissingRates.Count: 0 } findings && findings.Summary.Orders + findings.Summary.ReturnOrders > 0;

    private string UndoQuestion => view!.Records is { } records ? T["exchange.undo.confirm_records", records.Receipt?.Written.Summary.NewRows ?? 0] : view.Receipt is { Written: { } written }
        ? T["exchange.undo.confirm", written.Summary.Orders + written.Summary.ReturnOrders, written.CustomersNew, written.ProductsNew] : T["exchange.undo.confirm", 0, 0, 0];

    private string LoadButton => view!.Found?.Counted is { RejectedRows: > 0 } found
        ? T["exchange.result.load_good", found.Rows - found.RejectedRows - found.SkippedRows]
        : T["exchange.result.load_all"];

    protected override Task OnInitializedAsync() => Look();

    private async Task Look()
    {
        // A nameless import is about nobody: the door would let the question in.
        view = Id.IsNone ? null : await Ask(new ImportDetails { ImportId = Id });
        if (Id.IsNone) Refusal = T["exchange.import.not_found"];
        kinds = view is not null && Shown == Step.Mapping ? await Ask(new ImportKinds()) ?? [] : [];
        job = view is { JobId: { } jobId } && Shown == Step.Progress ? (await Asker.Run(new JobProgress { JobId = jobId })) is { Ok: true } outcome ? outcome.Value : null : null;
    }

    private async Task Answer()
    {
        var form = MappingForm.Of(await Http.Request.ReadFormAsync());
        FileSurvey? survey = null;
        if (form.LaysOutDifferently(view!.Survey.Shape))
        {
            var looked = await Run(form.Survey(Id));
            if (!looked.Ok) return;
            survey = looked.Value;
        }

        var goesOn = form.Checks && survey is null && !form.MeansOther(view);
        if (!(await Run(form.Answer(Id, survey))).Ok || (goesOn && !(await Run(new CheckImport { ImportId = Id })).Ok))
        {
            var (refusal, errors) = (Refusal, Errors);
            await Look();
            (Refusal, Errors) = (refusal, errors);
            return;
        }

        Navigation.NavigateTo($"/imports/{Id}{(goesOn ? "" : "?step=mapping")}");
    }

    private async Task Fix()
    {
        var form = await Http.Request.ReadFormAsync();
        var rates = MappingForm.RatesIn(form);
        var values = MappingForm.FixesIn(form);
        if (rates.Count > 0 && !(await Run(new AnswerImport { ImportId = Id, Rates = rates })).Ok) return;
        if (values.Count > 0 && !(await Run(new FixImportRows { ImportId = Id, Values = values })).Ok) return;
        if ((await Run(new CheckImport { ImportId = Id })).Ok) Navigation.NavigateTo($"/imports/{Id}");
    }

    private async Task Write() => Lead(await Run(new WriteImport { ImportId = Id }));

    private async Task Undo() => Lead(await Run(new UndoImport { ImportId = Id }));

    private async Task Stop()
    {
        var act = (await Http.Request.ReadFormAsync())["act"].ToString();
        if (act is not ("resume" or "undo") && view!.JobId is { } jobId)
        {
            if ((await Run(new CancelJob { JobId = jobId })).Ok) Navigation.NavigateTo($"/imports/{Id}");
            return;
        }

        if (view!.State == ImportState.Checking) Lead(await Run(new CheckImport { ImportId = Id }));
        else if (view.State == ImportState.Writing && act != "undo") Lead(await Run(new WriteImport { ImportId = Id }));
        else Lead(await Run(new UndoImport { ImportId = Id }));
    }

    private async Task Discard()
    {
        if ((await Run(new DiscardImport { ImportId = Id })).Ok) Navigation.NavigateTo("/imports");
    }

    private void Lead(Outcome<Id<Job>> outcome)
    {
        if (outcome.Ok) Navigation.NavigateTo($"/imports/{Id}");
    }
}
