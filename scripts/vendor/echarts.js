// The parts of ECharts that the pages draw with; a chart of another kind needs its line here.
export { init, registerLocale, getInstanceByDom } from 'echarts/core';
import { use } from 'echarts/core';
import { BarChart, FunnelChart, GraphChart, HeatmapChart, LineChart, PieChart, SankeyChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, DataZoomInsideComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  MarkPointComponent, TooltipComponent, VisualMapContinuousComponent, VisualMapPiecewiseComponent,
} from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart, FunnelChart, GraphChart, HeatmapChart, LineChart, PieChart, SankeyChart, ScatterChart,
  AriaComponent, DataZoomInsideComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  MarkPointComponent, TooltipComponent, VisualMapContinuousComponent, VisualMapPiecewiseComponent,
  LabelLayout, SVGRenderer,
]);
