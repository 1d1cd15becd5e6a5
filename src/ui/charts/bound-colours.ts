// What a layer is bound by has the colour of the ceiling that binds it, in the chart and its legend alike.
export const boundColours = { compute: 'f32', memory: 'memory', launch: 'launch' } as const;
